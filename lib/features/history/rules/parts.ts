import type { DatePrecision, Moment } from '@/lib/core/moment'
import { readMoment } from '@/lib/core/read-date'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { formerNumbers, pastEvents } from '../schema'

export type Part<T> = { value: T; warning?: string } | { fault: string }

/** The time of registration. A mere year counts as January in figures by month, hence the warning. */
export function registrationOf(source: unknown): Part<Moment> {
  const read = readMoment(source)
  if ('fault' in read || read.value.precision !== 'YEAR') return read
  return { ...read, warning: '只有年份，按月统计时计入该年 1 月' }
}

const STATUSES = new Map<string, 'ACTIVE' | 'CANCELLED' | 'REVOKED'>([
  ...(['', '有效', '正常', '已登记', 'ACTIVE'] as const).map((word) => [word, 'ACTIVE'] as const),
  ...(['已注销', '注销', 'CANCELLED'] as const).map((word) => [word, 'CANCELLED'] as const),
  ...(['已撤销', '撤销', 'REVOKED'] as const).map((word) => [word, 'REVOKED'] as const),
])

export function statusOf(text: string): Part<'ACTIVE' | 'CANCELLED' | 'REVOKED'> {
  const value = STATUSES.get(text.toUpperCase())
  return value ? { value } : { fault: '状态应为 有效、已注销 或 已撤销' }
}

export type FormerNumber = { number: string; validTo: string }

/** Former numbers, oldest first; each was valid until the next one. */
export function formerOf(source: unknown, registeredAt: Date): Part<FormerNumber[]> {
  if (isEmpty(source)) return { value: [] }
  const entries =
    typeof source === 'string'
      ? piecesOf(source, '@').map(([number, validTo]) => ({ number, validTo }))
      : source
  const parsed = formerNumbers.safeParse(entries ?? [])
  if (!parsed.success) return { fault: '旧号码应写作 号码@停用日期，多个用分号分隔' }
  const found: FormerNumber[] = []
  let last = registeredAt
  for (const { number, validTo } of parsed.data) {
    const read = readRegistrationNumber(number)
    if (!read) return { fault: `旧号码“${number.slice(0, 20)}”不是环保登记号码` }
    const until = readMoment(validTo)
    if ('fault' in until) return until
    const { at, precision } = until.value
    // The exact day is required: it decides whether the number was valid on a day that somebody checks.
    if (precision === 'YEAR' || precision === 'MONTH')
      return { fault: '旧号码的停用日期应写到日，如 2019-04-18' }
    if (at <= last) return { fault: '旧号码的停用日期应晚于登记日期，并按先后排列' }
    last = at
    found.push({ number: read.number, validTo: at.toISOString() })
  }
  return { value: found }
}

export type PastEvent = { at: string; precision: DatePrecision; what: string; by: string | null }

/** The events of a machine in the older system, as written. */
export function pastOf(source: unknown): Part<PastEvent[]> {
  if (isEmpty(source)) return { value: [] }
  const entries =
    typeof source === 'string'
      ? piecesOf(source, '|').map(([at, what, by]) => ({ at, what, by: by || null }))
      : source
  const parsed = pastEvents.safeParse(entries ?? [])
  if (!parsed.success) return { fault: '历史应写作 日期|事项|经办，多条用分号分隔' }
  const found: PastEvent[] = []
  for (const { at, what, by } of parsed.data) {
    const read = readMoment(at)
    if ('fault' in read) return read
    const { precision } = read.value
    found.push({ at: read.value.at.toISOString(), precision, what, by: by?.trim() || null })
  }
  return { value: found.sort((a, b) => a.at.localeCompare(b.at)) }
}

function isEmpty(source: unknown): boolean {
  return source === undefined || source === null || source === ''
}

function piecesOf(text: string, separator: string): string[][] {
  return text
    .split(/[;；]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece
        .replaceAll('｜', '|')
        .replaceAll('＠', '@')
        .split(separator)
        .map((each) => each.trim()),
    )
}
