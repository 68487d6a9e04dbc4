import { Tag } from 'antd'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { DeskAbout, DeskHeader } from '@/components/desk/desk-header'
import { chinaMinute, chinaTime } from '@/lib/core/clock'
import { spokenNumber } from '@/lib/core/filing-number'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { VERDICT_LABELS } from '@/lib/features/filing/rules/verdict'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { DeadlineTag } from './deadline-tag'
import { usePresence } from './use-presence'
import { useDeskCountdown } from './use-seconds-left'

/** Title, status and time left of the filing. */
export function FilingHeader({ filing }: { filing: DeskFiling }) {
  const router = useRouter()
  const visitors = usePresence(filing)
  const open = filing.status === 'SUBMITTED' || filing.status === 'IN_REVIEW'
  return (
    <DeskHeader
      title={`${filing.content.machine.name ?? '编码登记'}审核`}
      backLabel="返回队列"
      onBack={() => router.back()}
    >
      <Tag color={open ? 'processing' : 'default'}>{STATUS_LABELS[filing.status]}</Tag>
      {filing.openDecision && !filing.openDecision.mine ? (
        <OthersDecision filing={filing} open={filing.openDecision} />
      ) : null}
      {open ? <DeadlineTag warnAt={filing.warnAt} dueAt={filing.dueAt} /> : null}
      {filing.machineId && (
        <Link href={`/machines/${filing.machineId}`} prefetch={false}>
          <strong>{filing.registrationNumber}</strong>
        </Link>
      )}
      <DeskAbout>
        {filing.district?.fullName} · 查询号 {spokenNumber(filing.number)}
        {filing.submittedAt ? ` · ${chinaTime(new Date(filing.submittedAt))} 提交` : ''}
        {filing.revision > 1 ? ` · 第 ${filing.revision} 次提交` : ''}
        {filing.claim && !filing.openDecision ? ` · ${claimText(filing.claim)}` : ''}
        {filing.passed && filing.claim ? ` · ${passedText(filing.passed)}` : ''}
        {visitors.length > 0 ? ` · ${visitors.map(({ name }) => name).join('、')} 也在查看` : ''}
      </DeskAbout>
    </DeskHeader>
  )
}

function claimText({ mine, staffName, expiresAt }: NonNullable<DeskFiling['claim']>): string {
  return mine ? `您已领取，保留至 ${chinaMinute(new Date(expiresAt)).slice(-5)}` : `${staffName} 正在审核`
}

/** Characters of a note in the header; the whole stands among the notes. */
const NOTE_SHOWN = 24

const shortened = (note: string) => (note.length > NOTE_SHOWN ? `${note.slice(0, NOTE_SHOWN)}…` : note)

function passedText({ byName, at, note }: NonNullable<DeskFiling['passed']>): string {
  return `${byName} ${chinaMinute(new Date(at)).slice(-5)} 移交${note ? `：${shortened(note)}` : ''}`
}

type OthersProps = { filing: DeskFiling; open: NonNullable<DeskFiling['openDecision']> }

/** A colleague has decided, and nobody else can do anything now. The officer's own decision stands beside the actions. */
function OthersDecision({ filing, open: { staffName, verdict } }: OthersProps) {
  const seconds = useDeskCountdown(filing)
  return (
    <Tag color="warning">
      {staffName} 已决定 {VERDICT_LABELS[verdict]}，{seconds > 0 ? `${seconds} 秒后生效` : '正在生效'}
    </Tag>
  )
}
