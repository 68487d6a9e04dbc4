'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import Link from 'next/link'
import { chinaMinute } from '@/lib/core/clock'
import { alertsChanged, putAside, takeBack } from '@/lib/features/watch/api'
import { type Alert, WATCH_LABELS } from '@/lib/features/watch/schema'
import styles from './watch.module.css'

const URGENCY = {
  3: { text: '紧急', colour: 'error' },
  2: { text: '尽快', colour: 'warning' },
  1: { text: '留意', colour: 'default' },
} as const

/** Page on which the alert can be dealt with. */
function actionLink(alert: Alert): { href: string; text: string } | null {
  if (alert.kind === 'OVERDUE_FILINGS') {
    return { href: `/queues/overdue?district=${alert.divisionCode}`, text: '查看超期登记' }
  }
  if (alert.kind === 'SERIES_NEARLY_EMPTY') return { href: '/admin/series', text: '查看号段' }
  if (alert.kind === 'UNUSUAL_REVIEWER') return { href: '/reports?tab=review', text: '查看审核办理' }
  const [first] = alert.filings
  return first ? { href: `/filings/${first.id}`, text: '查看登记' } : null
}

/** One alert: urgency, kind, place, time and actions. */
export function AlertRow({ alert }: { alert: Alert }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { text, colour } = URGENCY[alert.urgency === 3 ? 3 : alert.urgency === 2 ? 2 : 1]
  const act = actionLink(alert)
  const setAside = useMutation({
    mutationFn: () => (alert.aside ? takeBack(alert.id) : putAside(alert.id)),
    onSuccess: () => {
      if (!alert.aside) message.success('已暂不提醒，情况加重时会再次提醒')
      return alertsChanged(client)
    },
    onError: (error) => void message.error(error.message),
  })
  return (
    <li className={alert.urgency === 3 ? styles.urgent : styles.alert}>
      <Tag color={colour}>{text}</Tag>
      <div className={styles.words}>
        <strong>{WATCH_LABELS[alert.kind]}</strong>
        <span className={styles.sentence}>{alert.sentence}</span>
        <span className={styles.quiet}>
          {alert.divisionName}，{chinaMinute(new Date(alert.foundAt))} 发现
        </span>
        {alert.filings.length > 1 && <Filings filings={alert.filings} />}
      </div>
      <div className={styles.actions}>
        {act && (
          <Link href={act.href} prefetch={false} className={styles.act}>
            {act.text}
          </Link>
        )}
        <Button size="small" type="text" loading={setAside.isPending} onClick={() => setAside.mutate()}>
          {alert.aside ? '恢复提醒' : '暂不提醒'}
        </Button>
      </div>
    </li>
  )
}

function Filings({ filings }: Pick<Alert, 'filings'>) {
  return (
    <span className={styles.filings}>
      {filings.map(({ id, districtName, registrationNumber }, index) => (
        <Link key={id} href={`/filings/${id}`} prefetch={false}>
          {registrationNumber ?? `登记 ${index + 1}（${districtName}）`}
        </Link>
      ))}
    </span>
  )
}
