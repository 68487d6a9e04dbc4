import type { z } from 'zod'
import { readDate } from '@/lib/core/read-date'
import { itemOf, numberOf, type Read, textOf } from '@/lib/features/catalogue/rules/cells'
import { categoryOf, fuelOf, stageOf } from '@/lib/features/catalogue/rules/value-words'
import { checkField } from '@/lib/features/content/rules/check'
import { contentOf, normalValue } from '@/lib/features/content/rules/content'
import { FIELD_SHAPES, type FilingContent } from '@/lib/features/content/schema/content'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import type { DivisionFinder } from '@/lib/features/division/rules/find-division'
import { type ListName, STAGE_CODES } from '@/lib/features/setting/schema/settings'
import { HISTORY_COLUMNS } from '../schema'
import { cellOf, textAt } from './source-value'

export type HistoryFacts = {
  lists: Record<ListName, readonly { code: string; name: string; onsiteOnly?: boolean }[]>
  /** Today's district for a code or name, former districts included. */
  findDistrict: DivisionFinder
  today: string
  now: Date
}

type Value = string | number | boolean

const FIELD_COLUMNS = HISTORY_COLUMNS.flatMap(({ path, field, required }) =>
  field ? [{ path, field, required, shape: FIELD_SHAPES.get(path) }] : [],
)
const NO_PHOTOS: ReadonlySet<never> = new Set()

export type ContentJudge = {
  refuse(path: string, message: string): void
  warn(path: string, message: string): void
  /** The day of registration, if known: a code may have belonged to another district then. */
  registeredOn: string | undefined
  /** Called when the row names a district that no longer exists. */
  noteFormerDistrict(name: string): void
}

/**
 * The content of a row. Photos, and fields that were optional in older registers, are not required as they are in the
 * form: only fields that are filled are checked, each by its shape and by the filing's rules.
 * @returns null when a field was refused
 */
export function readContent(
  values: ReadonlyMap<string, unknown>,
  stage: string | null,
  facts: HistoryFacts,
  judge: ContentJudge,
): FilingContent | null {
  let valid = true
  const read = new Map<string, Value>()
  for (const { path, field, required, shape } of FIELD_COLUMNS) {
    const source = values.get(path) ?? null
    if (source === null && !required) continue
    const found =
      field.kind === 'district' ? readDistrict(path, source, facts, judge) : readField(field, source, facts)
    if ('warning' in found && found.warning) judge.warn(path, found.warning)
    const fault = faultOf(found, field, required, shape)
    if (fault !== null) {
      valid = false
      judge.refuse(path, fault)
    } else if ('value' in found && found.value !== null) read.set(path, found.value)
  }
  if (!valid) return null
  read.set('kind', read.get('kind') ?? 'MACHINE')
  // 国五 and 国六 are no stages of a filing: only the number has them.
  if (stage !== null && STAGE_CODES.some((code) => code === stage)) read.set('engine.emissionStage', stage)
  const content = contentOf((path) => normalValue(path, read.get(path) ?? null))
  const checked = { lists: facts.lists, districtUsable: true, today: facts.today }
  for (const { path, field } of FIELD_COLUMNS) {
    const fault = read.has(path) ? checkField(field, content, NO_PHOTOS, checked) : null
    if (!fault || FORM_ONLY.has(fault.code)) continue
    valid = false
    judge.refuse(path, fault.message)
  }
  return valid ? content : null
}

/** Text up to this length without unusable characters fits every text field; most texts do, which saves parsing them. */
export const PLAIN_LENGTH = 30
const UNUSABLE = /[\p{Cc}\p{Cs}]/u

function faultOf(
  found: Read<Value>,
  field: FieldInfo,
  required: boolean | undefined,
  shape: z.ZodType | undefined,
): string | null {
  if ('fault' in found) return found.fault
  const { value } = found
  if (value === null) return required ? `请填写${field.label}` : null
  if (typeof value !== 'string' || (value.length <= PLAIN_LENGTH && !UNUSABLE.test(value))) return null
  const shaped = shape?.safeParse(value)
  return shaped && !shaped.success ? (shaped.error.issues[0]?.message ?? '内容不正确') : null
}

/** Faults that only count in the form. `REQUIRED`: a stamped code that was nothing but blanks and punctuation. */
const FORM_ONLY = new Set(['REQUIRED', 'ONSITE_ONLY'])

/** Reads a cell by its field's kind; list items by name, code or a word that others use for them. */
export function readField(
  field: FieldInfo,
  source: unknown,
  facts: Pick<HistoryFacts, 'lists'>,
): Read<string | number | boolean> {
  const cell = cellOf(source)
  if (field.kind === 'number') return numberOf(cell, field.unit)
  if (field.kind === 'date') return readDate(cell)
  if (field.kind === 'flag') return flagOf(source)
  if (field.path === 'kind') return kindOf(textAt(source))
  if (field.list === 'CATEGORY') return itemOf(cell, facts.lists.CATEGORY, categoryOf)
  if (field.list === 'FUEL') return itemOf(cell, facts.lists.FUEL, fuelOf)
  if (field.list === 'STAGE') return itemOf(cell, facts.lists.STAGE, stageOf)
  return field.list ? itemOf(cell, facts.lists[field.list]) : textOf(cell)
}

function kindOf(text: string): Read<string> {
  if (text === '' || text === '机械' || text === 'MACHINE') return { value: text === '' ? null : 'MACHINE' }
  return /^(场内.*|ONSITE_VEHICLE)$/.test(text)
    ? { value: 'ONSITE_VEHICLE' }
    : { fault: '登记类型应为 机械 或 场内' }
}

function readDistrict(path: string, source: unknown, facts: HistoryFacts, judge: ContentJudge): Read<string> {
  const text = textAt(source)
  if (text === '') return { value: null }
  const found = facts.findDistrict(text, judge.registeredOn)
  if ('fault' in found) return found
  if (found.formerName !== null) {
    judge.noteFormerDistrict(found.formerName)
    judge.warn(path, `${found.formerName}已撤销或更名，按今天的区县 ${found.code} 载入，原区划记入历史`)
  }
  if (found.doubt !== null) judge.warn(path, found.doubt)
  return { value: found.code }
}

function flagOf(source: unknown): Read<boolean> {
  if (typeof source === 'boolean') return { value: source }
  const text = textAt(source)
  if (text === '') return { value: null }
  if (/^(是|有|已安装|1|true)$/i.test(text)) return { value: true }
  return /^(否|无|未安装|没有|0|false)$/i.test(text) ? { value: false } : { fault: '应填写 是 或 否' }
}
