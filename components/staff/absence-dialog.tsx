'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Form, Input, Radio } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import { Failed, Loading } from '@/components/ui/states'
import { chinaDay } from '@/lib/core/clock'
import {
  absencesQuery,
  endAbsenceMutation,
  setAbsenceMutation,
  type WhoseAbsences,
} from '@/lib/features/absence/api'
import { ABSENCE_KINDS, ABSENCE_LABELS, type Absence, type NewAbsence } from '@/lib/features/absence/schema'
import styles from './absence.module.css'

type Props = {
  /** null: one's own. */
  who: WhoseAbsences
  /** Of a colleague. */
  name?: string
  onClose: () => void
  /** An absence that begins today was entered. */
  onAway?: () => void
}

/** 离岗、请假: what is entered for today and later, and the form for another. Days are whole days in China. */
export function AbsenceDialog({ who, name, onClose, onAway }: Props) {
  const { mutateAsync } = useMutation(setAbsenceMutation(who))
  const today = chinaDay(new Date())
  return (
    <FormDialog<NewAbsence>
      title={name ? `${name}的离岗、请假` : '离岗、请假'}
      okText="登记"
      focus="cancel"
      initialValues={{ from: today, to: today }}
      onSubmit={async (fields) => {
        const { now } = await mutateAsync(fields)
        if (now) onAway?.()
      }}
      onClose={onClose}
    >
      <p className={styles.what}>
        这些日期里不会有登记移交给{name ?? '您'}，{name ?? '您'}
        退回后重新提交的登记进入公共队列。手上已领取的不会自动转走，登记后可以选择移交或放回。
      </p>
      <Coming who={who} />
      <Form.Item name="kind" label="事由" rules={[{ required: true, message: '请选择离岗或请假' }]}>
        <Radio.Group options={ABSENCE_KINDS.map((kind) => ({ value: kind, label: ABSENCE_LABELS[kind] }))} />
      </Form.Item>
      <div className={styles.days}>
        <Form.Item name="from" label="从（含当天）" rules={[{ required: true, message: '请选择日期' }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="to" label="到（含当天）" rules={[{ required: true, message: '请选择日期' }]}>
          <Input type="date" min={today} />
        </Form.Item>
      </div>
    </FormDialog>
  )
}

function Coming({ who }: { who: WhoseAbsences }) {
  const { data, error, refetch } = useQuery(absencesQuery(who))
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.data.length === 0) return null
  return (
    <ul className={styles.absences} aria-label="已登记">
      {data.data.map((absence) => (
        <li key={absence.id}>
          {absenceText(absence)}（{absence.setBy}登记）
          <EndAbsence who={who} absence={absence} />
        </li>
      ))}
    </ul>
  )
}

/** Ends it at once, or takes back one that has not begun. */
export function EndAbsence({ who, absence }: { who: WhoseAbsences; absence: Pick<Absence, 'id' | 'now'> }) {
  const { message } = App.useApp()
  const end = useMutation({
    ...endAbsenceMutation(who),
    onError: (error) => void message.error(error.message),
  })
  return (
    <Button size="small" loading={end.isPending} onClick={() => end.mutate(absence.id)}>
      {absence.now ? '销假' : '取消'}
    </Button>
  )
}

/** 请假 2026-12-01 至 2026-12-03, or the one day. */
export function absenceText({ kind, from, to }: Pick<Absence, 'kind' | 'from' | 'to'>): string {
  return `${ABSENCE_LABELS[kind]} ${from === to ? from : `${from} 至 ${to}`}`
}
