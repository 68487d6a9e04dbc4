import { readFilingNumber } from '@/lib/core/filing-number'
import { codeKey, halfWidth, normaliseName } from '@/lib/core/normalise'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import type { LookupInput } from '../schema'

/** The parsed search line of the counter; `hint` while it is incomplete. */
export type ParsedLookup =
  | { kind: 'READY'; label: string; input: LookupInput }
  | { kind: 'UNCLEAR'; hint: string }

export const CODE_PATTERN = /^\d{6}$/
/** The public check address in the QR code of a card, as a hand scanner types it. */
const SCANNED_CHECK = /^https?:\/\/\S+\/check\/([\w-]{22,64})\/?$/i
/** The last four characters of a unit's code may include letters. */
const TAIL = /^[0-9A-Z]{4}$/

/**
 * Parses the counter's search line: pickup code (6 digits), registration number, phone (11 digits), or the last four
 * characters of an ID number and a name, in either order, e.g. 「002X 张三」; or the address that a scanner reads from a
 * card. Full-width and lower case are accepted.
 */
export function readLookup(line: string): ParsedLookup {
  const scanned = SCANNED_CHECK.exec(halfWidth(line).trim())
  if (scanned?.[1]) return ready('采集卡二维码', { checkToken: scanned[1] })
  const code = codeKey(line)
  if (code === '') return unclear('可输入领取码、登记号码、手机号，或“证件号后四位 姓名”')
  if (CODE_PATTERN.test(code)) return ready('领取码', { code })
  const phone = normalisePhone(line)
  if (PHONE_PATTERN.test(phone)) return ready('手机号', { phone })
  const number = readRegistrationNumber(line)
  if (number) return ready('登记号码', { registrationNumber: number.number })
  const person = readPerson(line)
  if (person) return ready('证件号后四位和姓名', person)
  return unclear(hintFor(halfWidth(line).trim(), code))
}

function readPerson(line: string): { idTail: string; name: string } | null {
  const parts = halfWidth(line)
    .trim()
    .split(/[\s,，、|]+/)
  if (parts.length < 2) return null
  const [first = '', ...rest] = parts
  if (TAIL.test(first.toUpperCase()))
    return { idTail: first.toUpperCase(), name: normaliseName(rest.join(' ')) }
  const last = parts.at(-1) ?? ''
  const name = parts.slice(0, -1).join(' ')
  return TAIL.test(last.toUpperCase()) ? { idTail: last.toUpperCase(), name: normaliseName(name) } : null
}

function hintFor(typed: string, code: string): string {
  if (/^\d+$/.test(code)) {
    if (code.length < 6) return `领取码为 6 位数字，还差 ${6 - code.length} 位`
    if (code.startsWith('1') && code.length < 11) return `手机号为 11 位，还差 ${11 - code.length} 位`
    if (readFilingNumber(code))
      return '这是查询号，只用来查询进展，不能查找待领取的号码；请用登记号码，或“证件号后四位 姓名”'
    return '不是领取码（6 位）、手机号（11 位）或登记号码'
  }
  if (/^[0-6DX]\s*[-‐-―−]/i.test(typed)) return '登记号码为一位阶段、横线和 8 位字符，如 3-30468844'
  if (/[\u4e00-\u9fff]/u.test(code)) return '请在姓名前加证件号后四位，如“002X 张三”'
  return '没有认出输入的内容'
}

const ready = (label: string, input: LookupInput): ParsedLookup => ({ kind: 'READY', label, input })
const unclear = (hint: string): ParsedLookup => ({ kind: 'UNCLEAR', hint })
