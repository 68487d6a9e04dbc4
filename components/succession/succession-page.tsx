'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Tag } from 'antd'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { Fact, Facts, Panel, Quiet } from '@/components/desk/panel'
import { formatMinute } from '@/components/ui/format-minute'
import { PageHeader } from '@/components/ui/page-header'
import { Scans } from '@/components/ui/scans'
import { FailedPage, Loading } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { proofText } from '@/lib/core/proof'
import { completeSuccessionMutation, successionQuery } from '@/lib/features/succession/api/office'
import type { Succession, SuccessionAct } from '@/lib/features/succession/schema/succession'
import {
  EVIDENCE_LABELS,
  GROUND_LABELS,
  SUCCESSION_STATUS_LABELS,
} from '@/lib/features/succession-state/schema'
import { ObjectionDialog, RejectDialog, UpholdDialog, WithdrawDialog } from './end-dialogs'
import { daysText, FormerPanel, PartyName } from './facts'
import styles from './succession.module.css'
import { toldText } from './told-text'

/** One succession: what was filed, who was told, who objects, and what this officer may do. */
export function SuccessionPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(successionQuery(id))
  if (error && !data) return <FailedPage error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { machine, status } = data
  return (
    <>
      <PageHeader
        title={`凭证明过户：${machine.registrationNumber}`}
        hint={
          <>
            {machine.what} <Link href={`/machines/${machine.id}`}>查看机械</Link>
          </>
        }
        actions={<Tag color={TONES[status]}>{SUCCESSION_STATUS_LABELS[status]}</Tag>}
      />
      <State succession={data} />
      <div className={styles.columns}>
        <FormerPanel former={data.from}>
          <Fact label="通知" wide>
            {toldText(data)}
          </Fact>
        </FormerPanel>
        <SuccessorPanel succession={data} />
      </div>
      <Evidence succession={data} />
      <Objections succession={data} />
      <Acts succession={data} />
    </>
  )
}

export const TONES: Record<Succession['status'], string> = {
  WAITING: 'processing',
  OBJECTED: 'error',
  DONE: 'success',
  REJECTED: 'default',
  WITHDRAWN: 'default',
  LAPSED: 'default',
}

function State({
  succession: { status, endedAt, endedBy, reason, lastDay, own, ...rest },
}: {
  succession: Succession
}) {
  if (endedAt !== null)
    return (
      <Alert
        type={status === 'DONE' ? 'success' : 'info'}
        showIcon
        style={{ marginBottom: 12 }}
        title={`${SUCCESSION_STATUS_LABELS[status]}（${formatMinute(endedAt)}${endedBy ? `，${endedBy}` : ''}）`}
        description={reason ? `理由：${reason}` : status === 'LAPSED' ? LAPSED : undefined}
      />
    )
  const days = `异议期至 ${lastDay}，${daysText(rest)}。`
  const next =
    status === 'OBJECTED'
      ? '有人提出异议，须由主管决定。'
      : rest.daysLeft < 0
        ? '没有异议，可以由受理人以外的主管办结。'
        : '期满前不能办结。'
  return (
    <Alert
      type={status === 'OBJECTED' ? 'error' : 'info'}
      showIcon
      style={{ marginBottom: 12 }}
      title={days + next}
      description={own ? '您是受理人，须由另一名主管办结。' : undefined}
    />
  )
}
const LAPSED = '机械已按其他方式处理：机主核验身份后取得、号码申诉认定，或登记被撤销。'

function SuccessorPanel({ succession: { to } }: { succession: Succession }) {
  return (
    <Panel title="新机主" label="新机主">
      <Facts>
        <Fact label="姓名或名称" wide>
          <PartyName party={to} />
        </Fact>
        <Fact label="手机号">{to.phoneMasked}</Fact>
        <Fact label="身份核验">{proofText(to.proof)}</Fact>
      </Facts>
    </Panel>
  )
}

function Evidence({
  succession: { ground, evidence, photos, text, filedAt, filedBy, days },
}: {
  succession: Succession
}) {
  return (
    <Panel title="受理" label="受理">
      <Facts>
        <Fact label="原因">{GROUND_LABELS[ground]}</Fact>
        <Fact label="受理">
          {formatMinute(filedAt)}，{filedBy.name}（{filedBy.bureauName}）
        </Fact>
        <Fact label="核对过原件的材料" wide>
          {evidence.map((kind) => EVIDENCE_LABELS[kind]).join('、')}
        </Fact>
        <Fact label="说明" wide>
          <span className={styles.words}>{text}</span>
        </Fact>
        <Fact label="材料照片" wide>
          {photos.length > 0 ? <Scans photos={photos} label="材料" /> : <Quiet>没有照片</Quiet>}
        </Fact>
        <Fact label="异议期">{days} 天</Fact>
      </Facts>
    </Panel>
  )
}

function Objections({ succession: { objections } }: { succession: Succession }) {
  if (objections.length === 0) return null
  return (
    <section aria-label="异议" style={{ marginTop: 12 }}>
      {objections.map(({ id, at, name, recordedBy, text, photos }) => (
        <article key={id} className={styles.objection}>
          <div>
            <strong>{name ?? '机主本人（在手机上）'}</strong>{' '}
            <span className={styles.quiet}>
              {formatMinute(at)}
              {recordedBy && `，${recordedBy} 记录`}
            </span>
          </div>
          <div className={styles.words}>{text}</div>
          {photos.length > 0 && <Scans photos={photos} label="书面异议" />}
        </article>
      ))}
    </section>
  )
}

function Acts({ succession }: { succession: Succession }) {
  const [open, setOpen] = useState<SuccessionAct | null>(null)
  const complete = useMutation(completeSuccessionMutation)
  const { message } = App.useApp()
  const ask = useConfirm()
  const { id, may, machine, from, to } = succession
  if (may.length === 0) return null
  const dialog = { succession, onClose: () => setOpen(null) }
  const button = (act: SuccessionAct, label: string, more: object = {}): ReactNode =>
    may.includes(act) && (
      <Button {...more} onClick={() => setOpen(act)}>
        {label}
      </Button>
    )
  return (
    <section className={styles.bar} aria-label="办理">
      {may.includes('COMPLETE') && (
        <Button
          type="primary"
          loading={complete.isPending}
          onClick={() =>
            ask({
              title: `把机械 ${machine.registrationNumber} 过户给“${to.name}”？`,
              content: `异议期已满，没有异议。机械由“${from.name}”变更为“${to.name}”，不能撤回；双方都收到通知，记录您和受理人的姓名。`,
              okText: '办结过户',
              action: async () => {
                await complete.mutateAsync({ id, objections: 0 })
                message.success(`机械已归“${to.name}”`)
              },
            })
          }
        >
          办结过户
        </Button>
      )}
      {button('UPHOLD', '异议不成立，过户…', { type: 'primary' })}
      {button('OBJECT', '记录异议…')}
      {button('REJECT', '不予过户…', { danger: true })}
      {button('WITHDRAW', '撤回申请…')}
      {open === 'UPHOLD' && <UpholdDialog {...dialog} />}
      {open === 'OBJECT' && <ObjectionDialog {...dialog} />}
      {open === 'REJECT' && <RejectDialog {...dialog} />}
      {open === 'WITHDRAW' && <WithdrawDialog {...dialog} />}
    </section>
  )
}
