import { chinaDayStart } from '@/lib/core/clock'
import { dateOf } from '@/lib/features/catalogue/rules/cells'
import { readRegistrationNumber } from '@/lib/features/machine/rules'
import { formerNumbers, pastEvents } from '../schema'

export type Part<T> = { value: T; warning?: string } | { fault: string }

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** An ISO instant, or a day in any spelling of sheets, which begins at 0:00 in China. */
export function momentOf(source: unknown): Part<Date> {
  if (typeof source === 'string' && INSTANT.test(source)) {
    const at = new Date(source)
    return Number.isNaN(at.getTime()) ? { fault: '时间不正确' } : { value: at }
  }
  if (typeof source !== 'string' && typeof source !== 'number' && !(source instanceof Date)) {
    return { fault: '应填写日期，如 2019-04-18' }
  }
  const day = dateOf(source)
  if ('fault' in day) return day
  return day.value === null ? { fault: '应填写日期，如 2019-04-18' } : { value: chinaDayStart(day.value) }
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
  if (isNothing(source)) return { value: [] }
  const shown =
    typeof source === 'string'
      ? piecesOf(source, '@').map(([number, validTo]) => ({ number, validTo }))
      : source
  const parsed = formerNumbers.safeParse(shown ?? [])
  if (!parsed.success) return { fault: '旧号码应写作 号码@停用日期，多个用分号分隔' }
  const found: FormerNumber[] = []
  let last = registeredAt
  for (const { number, validTo } of parsed.data) {
    const read = readRegistrationNumber(number)
    if (!read) return { fault: `旧号码“${number.slice(0, 20)}”不是环保登记号码` }
    const until = momentOf(validTo)
    if ('fault' in until) return until
    if (until.value <= last) return { fault: '旧号码的停用日期应晚于登记日期，并按先后排列' }
    last = until.value
    found.push({ number: read.number, validTo: until.value.toISOString() })
  }
  return { value: found }
}

export type PastEvent = { at: string; what: string; by: string | null }

/** What an older system told of a machine, as written. */
export function pastOf(source: unknown): Part<PastEvent[]> {
  if (isNothing(source)) return { value: [] }
  const shown =
    typeof source === 'string'
      ? piecesOf(source, '|').map(([at, what, by]) => ({ at, what, by: by || null }))
      : source
  const parsed = pastEvents.safeParse(shown ?? [])
  if (!parsed.success) return { fault: '历史应写作 日期|事项|经办，多条用分号分隔' }
  const found: PastEvent[] = []
  for (const { at, what, by } of parsed.data) {
    const read = momentOf(at)
    if ('fault' in read) return read
    found.push({ at: read.value.toISOString(), what, by: by?.trim() || null })
  }
  return { value: found.sort((a, b) => a.at.localeCompare(b.at)) }
}

function isNothing(source: unknown): boolean {
  return source === undefined || source === null || source === ''
}

function piecesOf(text: string, sign: string): string[][] {
  return text
    .split(/[;；]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece
        .replaceAll('｜', '|')
        .replaceAll('＠', '@')
        .split(sign)
        .map((each) => each.trim()),
    )
}
