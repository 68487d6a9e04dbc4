import type { DatePrecision, Moment } from '@/lib/core/moment'
import {
  CHANGE_TYPE_LABELS,
  type ChangeLine,
  type ChangeStatus,
  type ChangeType,
} from '@/lib/features/change/schema/change'
import { GROUND_LABELS, type SuccessionGround } from '@/lib/features/succession-state/schema'

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
    endedAt: Date | null
    lapsed: boolean
    comment: string | null
    lines: readonly ChangeLine[]
    /** Where the owner changed by documents instead of codes. */
    succession?: { ground: SuccessionGround } | null
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
    ...facts.changes.flatMap((change) => changeSteps(change).map(({ at, what }) => lineOf(at, what))),
  ]
  return lines.filter((each) => each !== null).sort((a, b) => b.at.localeCompare(a.at))
}

function lineOf(at: Date | null, what: string, precision: DatePrecision = 'TIME'): HistoryLine | null {
  return at && { at: at.toISOString(), precision, what }
}

type Change = HistoryFacts['changes'][number]
/** `own`: by whoever asked; not an officer, nor the system. */
type Step = { at: Date; what: string; own: boolean }

/** What a change adds to the history: of one that was not decided, that it was asked for and how it ended. */
export function changeSteps(change: Change, sentence = changeSentence(change)): Step[] {
  const { type, status, submittedAt, decidedAt, endedAt, lapsed } = change
  if (status !== 'WITHDRAWN') return [{ at: decidedAt ?? submittedAt, what: sentence, own: true }]
  const asked = `申请“${CHANGE_TYPE_LABELS[type]}”`
  if (!endedAt) {
    const what = `${asked}，后来${lapsed ? '失效' : '撤回'}（时间没有记录）`
    return [{ at: submittedAt, what, own: true }]
  }
  return [
    { at: submittedAt, what: asked, own: true },
    { at: endedAt, what: sentence, own: !lapsed },
  ]
}

/** One change as a sentence without names of persons. */
export function changeSentence({ type, status, lapsed, comment, lines, succession }: Change): string {
  const name = CHANGE_TYPE_LABELS[type]
  if (status === 'SUBMITTED') return `申请“${name}”，等待审核`
  if (lapsed) return `“${name}”申请失效：机主已变更或登记已终止，没有审核`
  if (status === 'WITHDRAWN') return `撤回“${name}”申请`
  if (status === 'RETURNED') return `“${name}”申请被退回${comment ? `：${comment}` : ''}`
  if (type === 'OWNER') return `机主变更，${howOwnerChanged(succession)}`
  if (type === 'CANCELLATION') return '登记已注销'
  const what = lines.map(({ label, before, after }) => `${label}由“${before || '空'}”改为“${after || '空'}”`)
  return `${name}：${what.join('；')}`
}

/** By the codes of both, or by documents without those of the former owner. */
export function howOwnerChanged(succession: { ground: SuccessionGround } | null | undefined): string {
  return succession ? `凭证明材料过户（${GROUND_LABELS[succession.ground]}）` : '经双方验证码确认'
}
