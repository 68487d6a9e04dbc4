import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { formatMinute } from '@/components/ui/format-minute'
import { useConfirm } from '@/components/ui/use-confirm'
import { confirmActMutation, withdrawActMutation } from '@/lib/features/confirmation/api'
import { ACT_EFFECTS, ACT_LEAVES } from '@/lib/features/confirmation/rules'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'
import { confirmersText } from './confirmers-text'
import { DeclineDialog } from './decline-dialog'

type Stages = Readonly<Record<string, string>> | undefined
type Props = {
  act: PendingAct
  /** Names of the stages. */
  stages?: Stages
  /** Says what it is about, where the page is of something else. */
  named?: boolean
}

/** An act that waits for a second person: who asked, when and why, who can confirm it, and the buttons of who may. */
export function PendingActNote({ act, stages, named = false }: Props) {
  const label = SECOND_PERSON_LABELS[act.kind]
  const title = `待第二人确认：${label}${named ? ` ${act.subject.label}` : ''}`
  return (
    <Alert
      type="warning"
      showIcon
      role="region"
      aria-label={title}
      title={title}
      description={
        <>
          <div>
            {act.askedBy}（{act.askedByBureau}）于 {formatMinute(act.askedAt)} 提出
            {act.emissionStage && `，更正为 ${stages?.[act.emissionStage] ?? act.emissionStage}`}
          </div>
          <div>原因：{act.reason}</div>
          <div>{act.changed ? CHANGED : waitingText(act)}</div>
        </>
      }
      action={<ActButtons act={act} stages={stages} />}
    />
  )
}

export const CHANGED = '提出之后内容已经变化，不能确认。请核对后由提出人撤回、重新提出。'

/** Who can confirm it, and until when. A bureau with a single officer needs the one above. */
export function waitingText(act: PendingAct): string {
  const until = `${formatMinute(act.lapsesAt)} 前无人确认即失效`
  const own = act.own && act.confirmers.length > 0 ? '您不能确认自己提出的操作。' : ''
  return `${own}${confirmersText(act)}；${until}`
}

type ButtonsProps = {
  act: PendingAct
  stages?: Stages
  /** What it is about, to be read before the word is given. */
  about?: ReactNode
  small?: boolean
}

export function ActButtons({ act, stages, about, small }: ButtonsProps) {
  const { message } = App.useApp()
  const ask = useConfirm()
  const confirm = useMutation(confirmActMutation)
  const withdraw = useMutation(withdrawActMutation)
  const [declining, setDeclining] = useState(false)
  const { id, may, subject, askedBy, reason, emissionStage } = act
  const label = SECOND_PERSON_LABELS[act.kind]
  const of = `${label} ${subject.label}`
  const stage = emissionStage ? `更正为 ${stages?.[emissionStage] ?? emissionStage}。` : ''
  const leaves = ACT_LEAVES[act.kind] ? `，${ACT_LEAVES[act.kind]}` : ''
  const size = small ? 'small' : undefined
  const busy = confirm.isPending || withdraw.isPending

  const onConfirm = () =>
    ask({
      title: `确认${of}？`,
      width: about ? 640 : undefined,
      content: (
        <>
          {about}
          <p>
            {askedBy} 提出，原因：{reason}
          </p>
          <p>
            {stage}
            {ACT_EFFECTS[act.kind]}确认后立即执行，记录您和提出人的姓名。
          </p>
        </>
      ),
      okText: `确认${label}`,
      action: async () => {
        await confirm.mutateAsync(id)
        message.success(`已确认，${label}已经执行`)
      },
    })
  const onWithdraw = () =>
    ask({
      title: `撤回${of}？`,
      content: `撤回后不再等待确认${leaves}，需要时可以重新提出。`,
      okText: '撤回',
      action: async () => {
        await withdraw.mutateAsync(id)
        message.success('已撤回')
      },
    })
  if (may.length === 0) return null
  return (
    <span style={{ display: 'inline-flex', gap: small ? 4 : 8 }}>
      {may.includes('CONFIRM') && (
        <Button type="primary" size={size} disabled={busy} aria-label={`确认${of}`} onClick={onConfirm}>
          确认
        </Button>
      )}
      {may.includes('DECLINE') && (
        <Button size={size} disabled={busy} aria-label={`不同意${of}`} onClick={() => setDeclining(true)}>
          不同意
        </Button>
      )}
      {may.includes('WITHDRAW') && (
        <Button size={size} disabled={busy} aria-label={`撤回${of}`} onClick={onWithdraw}>
          撤回
        </Button>
      )}
      {declining && <DeclineDialog act={act} about={about} onClose={() => setDeclining(false)} />}
    </span>
  )
}
