import type { core } from 'zod'
import { chinaDay } from './clock.ts'
import { fieldName } from './field-labels.ts'

type Issue = core.$ZodRawIssue

/**
 * What is wrong and what to do, for whatever zod can find and the schema has no words of its own for: names the field, never what
 * was typed, which may be a person's.
 */
export function zodWords(issue: Issue): string {
  const name = fieldName(issue.path ?? [])
  if (issue.code !== 'custom' && issue.code !== 'unrecognized_keys' && issue.input === undefined)
    return `缺少${name || '内容'}，请填写${wanted(issue)}`
  return `${name}${fault(issue)}`
}

/** What a missing field should be; empty where that is not known. */
function wanted(issue: Issue): string {
  if (issue.code === 'invalid_type') return typeWord(issue.expected)
  return issue.code === 'invalid_value' ? oneOf(issue.values) : ''
}

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  bigint: '整数',
  boolean: 'true 或 false',
  date: '日期',
  array: '列表（JSON 数组）',
  tuple: '列表（JSON 数组）',
  set: '列表（JSON 数组）',
  object: 'JSON 对象',
  record: 'JSON 对象',
  map: 'JSON 对象',
  file: '文件',
  null: 'null',
  nonoptional: '内容',
}
const typeWord = (expected: string) => TYPES[expected] ?? '规定的内容'

function fault(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeFault(issue)
    case 'invalid_value':
      return `只能是${oneOf(issue.values)}，请改正`
    case 'too_big':
    case 'too_small':
      return sizeFault(issue)
    case 'invalid_format':
      return formatFault(issue)
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的整数倍，请改正`
    case 'unrecognized_keys':
      return `有不认识的项目：${listed(issue.keys)}，请删去，或核对名称`
    case 'invalid_union':
      return unionFault(issue)
    case 'invalid_key':
      return '有一个项目的名称不正确，请核对'
    case 'invalid_element':
      return '有一项内容不正确，请核对'
    case 'custom':
      return '不符合要求，请核对'
    default:
      return '不符合要求，请核对'
  }
}

/** Of how the value is written; `never` and `undefined` are fields that must not be there. */
function typeFault({ expected }: core.$ZodRawIssue<core.$ZodIssueInvalidType>): string {
  if (expected === 'never' || expected === 'undefined' || expected === 'void') return '不应填写，请删去'
  return `应为${typeWord(expected)}，请改正`
}

type Size = core.$ZodRawIssue<core.$ZodIssueTooBig> | core.$ZodRawIssue<core.$ZodIssueTooSmall>
const UNITS: Record<string, string> = { string: '个字', array: '项', set: '项', map: '项', file: '字节' }

function sizeFault(issue: Size): string {
  const big = issue.code === 'too_big'
  const limit = issue.code === 'too_big' ? issue.maximum : issue.minimum
  const unit = UNITS[issue.origin]
  if (issue.exact) return `应为 ${limit} ${unit ?? ''}，请改正`
  if (issue.origin === 'date') {
    const day = chinaDay(new Date(Number(limit)))
    return `不能${big ? '晚' : '早'}于 ${day}，请改正`
  }
  const measured = unit ? ` ${unit}` : ''
  if (issue.inclusive === false) return `应${big ? '小' : '大'}于 ${limit}${measured}，请改正`
  if (!unit) return `不能${big ? '大' : '小'}于 ${limit}，请改正`
  return big ? `不能超过 ${limit} ${unit}，请减少` : `不能少于 ${limit} ${unit}，请补充`
}

/** Formats by the words that people, or programmers, know them by. */
const FORMATS: Record<string, string> = {
  email: '电子邮箱地址',
  url: '网址',
  emoji: '表情符号',
  uuid: 'UUID',
  guid: 'UUID',
  datetime: '日期和时间（ISO 8601，如 2026-11-30T08:00:00Z）',
  date: '日期，如 2026-11-30',
  time: '时间，如 08:00:00',
  duration: '时长（ISO 8601）',
  ipv4: 'IPv4 地址',
  ipv6: 'IPv6 地址',
  cidrv4: 'IPv4 网段',
  cidrv6: 'IPv6 网段',
  base64: 'Base64 文本',
  base64url: 'Base64 文本',
  json_string: 'JSON 文本',
  e164: '国际格式的电话号码',
  credit_card: '银行卡号',
  iban: '银行账号',
  jwt: 'JWT',
  lowercase: '小写字母',
  uppercase: '大写字母',
}

function formatFault(issue: core.$ZodRawIssue<core.$ZodIssueInvalidStringFormat>): string {
  const { format, prefix, suffix, includes } = issue as typeof issue & Record<string, unknown>
  if (format === 'starts_with') return `应以“${String(prefix)}”开头，请改正`
  if (format === 'ends_with') return `应以“${String(suffix)}”结尾，请改正`
  if (format === 'includes') return `应含有“${String(includes)}”，请改正`
  const word = FORMATS[format]
  return word ? `应为${word}，请改正` : '格式不正确，请核对'
}

/** By its kind where the schema tells its forms apart by one field; else what each form would want. */
function unionFault(issue: core.$ZodRawIssue<core.$ZodIssueInvalidUnion>): string {
  const { discriminator, options } = issue as { discriminator?: string; options?: readonly unknown[] }
  if (discriminator) return `的${fieldName([discriminator])}只能是${oneOf(options ?? [])}，请改正`
  const wants = new Set(issue.errors.flatMap(([first]) => first?.message ?? []))
  return wants.size > 0 && wants.size <= MOST_WANTS
    ? `不符合要求：${[...wants].join('；或者：')}`
    : '不符合要求，请核对'
}
const MOST_WANTS = 3

const MOST_LISTED = 12
const MOST_LENGTH = 40

function oneOf(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_LISTED).map(String).join('、')
  if (shown === '') return '规定的内容'
  return values.length === 1 ? ` ${shown}` : `以下之一：${shown}${values.length > MOST_LISTED ? '…' : ''}`
}

const listed = (keys: readonly string[]) =>
  `${keys
    .slice(0, MOST_LISTED)
    .map((key) => `“${key.slice(0, MOST_LENGTH)}”`)
    .join('、')}${keys.length > MOST_LISTED ? '…' : ''}`
