import { chinaDay, chinaDayStart, DAY_MS } from './clock'
import { type DateParts, normaliseDateText, parseDateText, parseTimeText } from './date-spelling'
import type { Moment } from './moment'
import { FIRST_YEAR, firstDayOf, isPartialDate } from './partial-date'

type Fault = { fault: string }
export type ReadDate = { value: string | null; warning?: string } | Fault

/** `date` is partial: `2019`, `2019-09` or `2019-09-10`; `at` is set when the source has a time. */
type Found = { date: string; at: Date | null } | { unknown: string } | Fault | null

const FAULT = '应填写日期，如 2019-09-10；只知道年月或年份的，填写 2019-09 或 2019'
const NO_SUCH_DAY = '日期不存在，请核对'
const NO_SUCH_TIME = '日期后面的时间无法识别，请只填写日期，如 2019-09-10'
const IMPLAUSIBLE = '日期不合理，请核对年份'
const YEARS = { first: FIRST_YEAR, last: 2099 }

/** Day 0 of Excel's serial dates (1900 system, which counts 1900 as a leap year). */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
/** 1982 to 2099. A smaller number may be a typing error (20199 for 2019-9) that would be read as a day of 1955. */
const SERIAL = { min: 30_000, max: 73_050 }
/** Unix seconds from 2001-09-09 on: ten digits that no date format begins with. Milliseconds have 13. */
const EPOCH_SECONDS = { min: 1_000_000_000, max: 1_899_999_999 }

/** Written where the date is not known. */
const UNKNOWN =
  /^(?:[\p{P}\p{S}]+|不[详祥明清知]|不清楚|不知道|未知|未填|未填写|未提供|未标注|未注明|无|没有|暂无|空|无日期|无法确定|无法辨认|无法识别|看不清|模糊|待查|待定|n\/?a|null|none|nan|nil|unknown|undefined|-+)$/iu
/** Day zero of Excel (three ways), of Excel's 1904 system and of Unix: an empty field that became a date. */
const ZERO_DAYS = new Set([
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1900-01-01',
  '1904-01-01',
  '1970-01-01',
])

/**
 * Reads a date from a cell or a JSON value as `2019`, `2019-09` or `2019-09-10`. A date cell, a serial number and a time
 * without zone are in China's time; an instant with a zone gives its day in China. Words for "unknown" and a calendar's
 * day zero give null with a warning; an ambiguous date is refused with a hint how to write it.
 */
export function readDate(source: unknown): ReadDate {
  const found = find(source)
  if (found === null) return { value: null }
  if ('fault' in found) return found
  if ('unknown' in found) return { value: null, warning: `${found.unknown}，按不详处理，未载入` }
  return { value: found.date }
}

/** As `readDate`, but an instant with its precision; empty and unknown are faults. */
export function readMoment(source: unknown): { value: Moment } | Fault {
  const found = find(source)
  if (found === null) return { fault: FAULT }
  if ('fault' in found) return found
  if ('unknown' in found) return { fault: `${found.unknown}，请填写真实的日期` }
  const { date, at } = found
  return { value: at ? { at, precision: 'TIME' } : momentOf(date) }
}

function momentOf(date: string): Moment {
  const precision = date.length === 4 ? 'YEAR' : date.length === 7 ? 'MONTH' : 'DAY'
  return { at: chinaDayStart(firstDayOf(date)), precision }
}

function find(source: unknown): Found {
  if (source === null || source === undefined || source === '') return null
  if (source instanceof Date) return fromWallClock(source.getTime())
  if (typeof source === 'number') return fromNumber(source)
  if (typeof source !== 'string') return { fault: FAULT }
  // Fast path for nearly every date: an imported file has a million of them.
  if (/^\d{4}-\d{2}-\d{2}$/.test(source)) return plausible(source, null)
  const text = normaliseDateText(source)
  if (text === '') return null
  if (ZERO_DAYS.has(text)) return unknownDay(text)
  if (UNKNOWN.test(text)) return { unknown: `“${source.trim().slice(0, 20)}”不是日期` }
  return /^\d+(?:\.\d+)?$/.test(text) ? fromDigits(text) : fromText(text)
}

/** A date cell has no zone and is in the author's local time. Excel's fractions of a day are rounded to seconds. */
function fromWallClock(time: number): Found {
  if (Number.isNaN(time)) return { fault: FAULT }
  const seconds = Math.round(time / 1000) * 1000
  const date = new Date(seconds).toISOString().slice(0, 10)
  return plausible(date, seconds % DAY_MS === 0 ? null : fromChinaClock(seconds))
}

const fromChinaClock = (wallClock: number) => new Date(chinaDayStart('1970-01-01').getTime() + wallClock)

function fromNumber(value: number): Found {
  if (value === 0 || value === 1) return { unknown: `${value} 是表格的空日期` }
  return Number.isFinite(value) && value > 0 ? fromDigits(String(value)) : { fault: FAULT }
}

/** Digits only: 2019, 201909, 20190910, with a time; Unix time; an Excel serial number. */
function fromDigits(text: string): Found {
  if (text === '0' || text === '1') return { unknown: `${text} 是表格的空日期` }
  const value = Number(text)
  const whole = Number.isInteger(value)
  if (text.length === 10 && whole && value >= EPOCH_SECONDS.min && value <= EPOCH_SECONDS.max)
    return instant(value * 1000)
  if (text.length === 13 && whole && value >= EPOCH_SECONDS.min * 1000 && value <= EPOCH_SECONDS.max * 1000)
    return instant(value)
  if (value >= SERIAL.min && value <= SERIAL.max) return fromWallClock(EXCEL_EPOCH + value * DAY_MS)
  return fromText(text)
}

function instant(ms: number): Found {
  const at = new Date(ms)
  const day = chinaDay(at)
  // Programs write a day without a time as midnight.
  return plausible(day, chinaDayStart(day).getTime() === ms ? null : at)
}

function fromText(text: string): Found {
  const parsed = parseDateText(text)
  if (parsed === null) return { fault: FAULT }
  if ('fault' in parsed) return parsed
  const date = dateOf(parsed)
  const known = plausible(date, null)
  if (parsed.time === '' || known === null || !('date' in known)) return known
  const time = parseTimeText(parsed.time)
  if (!time) return { fault: NO_SUCH_TIME }
  const wallClock = Date.parse(`${date}T00:00:00.000Z`) + time.ms
  if (time.zone !== null) return instant(wallClock - time.zone * 60_000)
  return plausible(date, time.ms === 0 ? null : fromChinaClock(wallClock))
}

function dateOf({ year, month, day }: DateParts): string {
  const parts = [String(year).padStart(4, '0'), month, day].filter((part) => part !== undefined)
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

function plausible(date: string, at: Date | null): Found {
  if (ZERO_DAYS.has(date)) return unknownDay(date)
  if (!isPartialDate(date)) return { fault: NO_SUCH_DAY }
  const year = Number(date.slice(0, 4))
  return year < YEARS.first || year > YEARS.last ? { fault: IMPLAUSIBLE } : { date, at }
}

function unknownDay(date: string): Found {
  return { unknown: `${date} 是系统的空日期` }
}
