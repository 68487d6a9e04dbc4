import type { DatePrecision, Moment } from '@/lib/core/moment'
import {
  CHANGE_TYPE_LABELS,
  type ChangeLine,
  type ChangeStatus,
  type ChangeType,
} from '@/lib/features/change/schema/change'

type HistoryFacts = {
  submittedAt: Date | null
  registered: Moment
  collectedAt: Date | null
  /** All its numbers, oldest first. */
  numbers: readonly { number: string; validFrom: Date }[]
  /** What an older system recorded, if the machine came from one. */
  past: readonly (Moment & { what: string })[] | null
  changes: readonly {
    type: ChangeType
    status: ChangeStatus
    submittedAt: Date
    decidedAt: Date | null
    comment: string | null
    lines: readonly ChangeLine[]
  }[]
}
type HistoryLine = { at: string; precision: DatePrecision; what: string }

/** The history of a machine for its owner, newest first; names neither officers nor earlier owners. */
export function machineHistory(facts: HistoryFacts): HistoryLine[] {
  const [first, ...later] = facts.numbers
  const lines: (HistoryLine | null)[] = [
    lineOf(facts.submittedAt, '提交编码登记'),
    ...(facts.past ?? []).map(({ at, precision, what }) => lineOf(at, what, precision)),
    lineOf(
      facts.registered.at,
      `${facts.past ? '' : '审核通过，'}核发环保登记号码 ${first?.number ?? ''}`.trim(),
      facts.registered.precision,
    ),
    lineOf(facts.collectedAt, '领取环保登记号码'),
    ...later.map(({ number, validFrom }) => lineOf(validFrom, `环保登记号码更正为 ${number}`)),
    ...facts.changes.map((change) => lineOf(change.decidedAt ?? change.submittedAt, changeSentence(change))),
  ]
  return lines.filter((each) => each !== null).sort((a, b) => b.at.localeCompare(a.at))
}

function lineOf(at: Date | null, what: string, precision: DatePrecision = 'TIME'): HistoryLine | null {
  return at && { at: at.toISOString(), precision, what }
}

/** One change as a sentence without names of persons. */
export function changeSentence({ type, status, comment, lines }: HistoryFacts['changes'][number]): string {
  const name = CHANGE_TYPE_LABELS[type]
  if (status === 'SUBMITTED') return `申请“${name}”，等待审核`
  if (status === 'WITHDRAWN') return `撤回“${name}”申请`
  if (status === 'RETURNED') return `“${name}”申请被退回${comment ? `：${comment}` : ''}`
  if (type === 'OWNER') return '机主变更，经双方验证码确认'
  if (type === 'CANCELLATION') return '登记已注销'
  const what = lines.map(({ label, before, after }) => `${label}由“${before || '空'}”改为“${after || '空'}”`)
  return `${name}：${what.join('；')}`
}
