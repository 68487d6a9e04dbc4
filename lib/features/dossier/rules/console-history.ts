import type { DatePrecision, Moment } from '@/lib/core/moment'
import type { ChangeLine, ChangeStatus, ChangeType } from '@/lib/features/change/schema/change'
import { DOCUMENT_TITLES, documentName } from '@/lib/features/document/schema'
import {
  GROUND_LABELS,
  type SuccessionGround,
  successionGround,
} from '@/lib/features/succession-state/schema'
import { changeSentence, changeSteps, howOwnerChanged } from './owner-history'

/** An entry of a machine's history for officers, with names. */
export type HistoryEntry = { at: string; precision: DatePrecision; what: string; by: string | null }

type Event = { at: Date; action: string; staffName: string | null; details: Record<string, unknown> }
type Facts = {
  /** Null for a machine of an older register. */
  filed: { at: Date; by: string; approvedBy: string | null } | null
  registered: Moment
  firstNumber: string
  collected: { at: Date; collector: string | null; by: string | null } | null
  past: readonly (Moment & { what: string; by: string | null })[]
  changes: readonly {
    type: ChangeType
    status: ChangeStatus
    submittedAt: Date
    decidedAt: Date | null
    endedAt: Date | null
    lapsed: boolean
    comment: string | null
    lines: readonly ChangeLine[]
    by: string | null
    succession?: { ground: SuccessionGround } | null
  }[]
  events: readonly Event[]
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const why = ({ reason }: Record<string, unknown>) => (text(reason) ? `，原因：${text(reason)}` : '')

/** Sentences of the audit events shown; others, such as public checks, are left out. */
const SENTENCES: Record<string, (details: Record<string, unknown>) => string> = {
  'machine.revoke': (details) => `撤销登记${why(details)}`,
  'machine.reinstate': (details) => `恢复登记${why(details)}`,
  'machine.correct-stage': (details) =>
    `更正排放阶段，环保登记号码由 ${text(details.from)} 改为 ${text(details.to)}${why(details)}`,
  'machine.assign-owner': (details) => `旧系统登记的机械归入账号${why(details)}`,
  'succession.file': ({ ground, days }) =>
    `受理凭证明过户（${GROUND_LABELS[successionGround.parse(ground)]}），等待异议 ${Number(days)} 天`,
  'succession.object': () => '对凭证明过户提出异议',
  'succession.reject': () => '凭证明过户不予办理',
  'succession.withdraw': () => '撤回凭证明过户',
  'succession.lapse': () => '凭证明过户失效',
  'machine.reveal': () => '查看所有者完整证件号码和电话',
  'document.print': ({ document, copyNumber }) =>
    `打印${DOCUMENT_TITLES[documentName.parse(document)]}第 ${Number(copyNumber)} 份`,
}
export const SHOWN_EVENTS = Object.keys(SENTENCES)

/** Of an act with a second person, both. */
export function bothNames(askedBy: string | null, doneBy: string | null): string | null {
  return askedBy && doneBy ? `${askedBy}（提出）、${doneBy}（确认）` : doneBy
}

/** Newest first. */
export function consoleHistory(facts: Facts): HistoryEntry[] {
  const { filed, registered, firstNumber, collected, past, changes, events } = facts
  const lines: HistoryEntry[] = [
    ...(filed ? [lineOf(filed.at, '提交编码登记', filed.by)] : []),
    ...past.map(({ at, precision, what, by }) => lineOf(at, what, by, precision)),
    lineOf(
      registered.at,
      `${filed ? '审核通过，' : ''}核发环保登记号码 ${firstNumber}`,
      filed?.approvedBy ?? null,
      registered.precision,
    ),
    ...(collected
      ? [lineOf(collected.at, `发放号码和证件，领取人：${collected.collector ?? '—'}`, collected.by)]
      : []),
    ...changes.flatMap((change) =>
      changeSteps(change, sentenceOf(change)).map(({ at, what, own }) =>
        lineOf(at, what, own ? change.by : null),
      ),
    ),
    ...events.map(({ at, action, details, staffName }) =>
      lineOf(at, SENTENCES[action]?.(details) ?? action, staffName),
    ),
  ]
  return lines.sort((a, b) => b.at.localeCompare(a.at))
}

/** For officers a transfer names both owners; for owners it does not. */
function sentenceOf(change: Facts['changes'][number]): string {
  const [line] = change.lines
  if (change.type !== 'OWNER' || change.status !== 'DONE' || !line) return changeSentence(change)
  return `机主由“${line.before}”变更为“${line.after}”，${howOwnerChanged(change.succession)}`
}

function lineOf(at: Date, what: string, by: string | null, precision: DatePrecision = 'TIME'): HistoryEntry {
  return { at: at.toISOString(), precision, what, by }
}
