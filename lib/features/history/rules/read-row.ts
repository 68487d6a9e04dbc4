import { maskIdNumber, maskName, maskPhone } from '@/lib/core/mask'
import { compact, halfWidth, normaliseName } from '@/lib/core/normalise'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { type Cell, dateOf, itemOf, numberOf, type Read, textOf } from '@/lib/features/catalogue/rules/cells'
import { checkFiling } from '@/lib/features/filing/rules/check'
import { contentOf, normaliseContent } from '@/lib/features/filing/rules/content'
import { type FilingContent, filingContent } from '@/lib/features/filing/schema/content'
import { type FieldInfo, findField } from '@/lib/features/filing/schema/fields'
import { readRegistrationNumber } from '@/lib/features/machine/rules'
import type { ListName } from '@/lib/features/setting/schema'
import { HISTORY_COLUMNS, type HistoryColumn, type Remark } from '../schema'
import {
  type FormerNumber,
  formerOf,
  momentOf,
  type OwnerNumber,
  ownerNumberOf,
  type PastEvent,
  pastOf,
  stageOf,
  statusOf,
} from './parts'

export type HistoryFacts = {
  lists: Record<ListName, readonly { code: string; name: string; onsiteOnly?: boolean }[]>
  /** District by its code and by its names, written without blanks; also districts that exist no more. */
  districts: ReadonlyMap<string, string>
  today: string
  now: Date
}

export type HistoryRow = {
  line: number
  body: string
  number: string
  stage: string
  status: 'ACTIVE' | 'CANCELLED' | 'REVOKED'
  registeredAt: string
  owner: OwnerNumber & { name: string; phone: string | null }
  content: FilingContent
  former: FormerNumber[]
  past: PastEvent[]
}
export type Judged = { row: HistoryRow | null; remarks: Remark[]; warnings: Remark[] }

/** Judges one registration. `row` is null when it is refused: then `remarks` say why, each at its column. */
export function readHistoryRow(
  line: number,
  values: ReadonlyMap<string, unknown>,
  facts: HistoryFacts,
): Judged {
  const remarks: Remark[] = []
  const warnings: Remark[] = []
  const at = (path: string, message: string, list = remarks): null => {
    const column = byPath.get(path)
    list.push({ line, column: column?.label ?? path, value: shown(column, values.get(path)), message })
    return null
  }
  const text = (path: string) => textAt(values.get(path))
  const open = <T>(path: string, part: { value: T; warning?: string } | { fault: string }): T | null => {
    if ('fault' in part) return at(path, part.fault)
    if (part.warning) at(path, part.warning, warnings)
    return part.value
  }
  const number = readRegistrationNumber(text('registrationNumber'))
  if (!number) at('registrationNumber', '应为环保登记号码，如 2-EE000001（不含字母 I 和 O）')
  const stage = number?.number[0] ?? null
  const told = text('emissionStage')
  if (stage !== null && told !== '' && stageOf(told) !== stage)
    at('emissionStage', `与号码的首位 ${stage} 不一致`)
  const status = open('status', statusOf(text('status')))
  const registered = open('registeredAt', momentOf(values.get('registeredAt')))
  if (registered && registered > facts.now) at('registeredAt', '登记日期不能晚于今天')
  const name = normaliseName(text('owner.name'))
  if (name === '' || name.length > 200) at('owner.name', '请填写所有者名称（不超过 200 个字）')
  const owner = open('owner.idNumber', ownerNumberOf(text('owner.type'), text('owner.idNumber')))
  const phone = normalisePhone(text('owner.phone'))
  const goodPhone = PHONE_PATTERN.test(phone)
  if (phone !== '' && !goodPhone) at('owner.phone', '不是手机号，未载入', warnings)
  const former = registered && open('formerNumbers', formerOf(values.get('formerNumbers'), registered))
  const past = open('past', pastOf(values.get('past')))
  const content = readContent(values, stage, facts, at)
  if (
    remarks.length > 0 ||
    !number ||
    !stage ||
    !status ||
    !registered ||
    !owner ||
    !former ||
    !past ||
    !content
  ) {
    return { row: null, remarks, warnings: [] }
  }
  const row: HistoryRow = {
    line,
    ...number,
    stage,
    status,
    registeredAt: registered.toISOString(),
    owner: { ...owner, name, phone: goodPhone ? phone : null },
    content,
    former,
    past,
  }
  return { row, remarks, warnings }
}

const byPath = new Map(HISTORY_COLUMNS.map((column) => [column.path, column]))
const FIELD_COLUMNS = HISTORY_COLUMNS.flatMap(({ path, field }) => (field ? [{ path, field }] : []))

/** What a form would demand and an older register need not have: photos, and fields that were optional then. */
const FORM_ONLY = new Set(['REQUIRED', 'REQUIRED_ANY', 'ONSITE_ONLY'])

function readContent(
  values: ReadonlyMap<string, unknown>,
  stage: string | null,
  facts: HistoryFacts,
  refuse: (path: string, message: string) => null,
): FilingContent | null {
  let good = true
  const read = new Map<string, string | number | boolean>()
  for (const { path, field } of FIELD_COLUMNS) {
    const found = readField(field, values.get(path), facts)
    if ('fault' in found) {
      good = false
      refuse(path, found.fault)
    } else if (found.value !== null) read.set(path, found.value)
    else if (byPath.get(path)?.required) {
      good = false
      refuse(path, `请填写${field.label}`)
    }
  }
  if (!good) return null
  read.set('kind', read.get('kind') ?? 'MACHINE')
  // 国五 and 国六 are no stages of a filing: the number alone tells them.
  if (stage !== null && /^[0-4DX]$/.test(stage)) read.set('engine.emissionStage', stage)
  const shape = filingContent.safeParse(contentOf((path) => read.get(path)))
  if (!shape.success) {
    for (const issue of shape.error.issues) refuse(issue.path.join('.'), issue.message)
    return null
  }
  const content = normaliseContent(shape.data)
  const faults = checkFiling(content, [], {
    lists: facts.lists,
    districtUsable: true,
    today: facts.today,
  }).filter(
    ({ code, path }) =>
      !FORM_ONLY.has(code) && !path.startsWith('photos.') && path !== 'engine.emissionStage',
  )
  for (const { path, message } of faults) refuse(path, message)
  return faults.length > 0 ? null : content
}

function readField(field: FieldInfo, source: unknown, facts: HistoryFacts): Read<string | number | boolean> {
  const cell = cellOf(source)
  if (field.kind === 'number') return numberOf(cell, field.unit)
  if (field.kind === 'date') return dateOf(cell)
  if (field.kind === 'flag') return flagOf(source)
  if (field.kind === 'district') return districtOf(textAt(source), facts)
  if (field.path === 'kind') return kindOf(textAt(source))
  return field.list ? itemOf(cell, facts.lists[field.list]) : textOf(cell)
}

function kindOf(text: string): Read<string> {
  if (text === '' || text === '机械' || text === 'MACHINE') return { value: text === '' ? null : 'MACHINE' }
  return /^(场内.*|ONSITE_VEHICLE)$/.test(text)
    ? { value: 'ONSITE_VEHICLE' }
    : { fault: '登记类型应为 机械 或 场内' }
}

function districtOf(text: string, { districts }: HistoryFacts): Read<string> {
  if (text === '') return { value: null }
  const found = districts.get(text.replace(/\s|市辖区/g, ''))
  return found ? { value: found } : { fault: '没有这个区县，应为 6 位区划代码或省市区名称' }
}

function flagOf(source: unknown): Read<boolean> {
  if (typeof source === 'boolean') return { value: source }
  const text = textAt(source)
  if (text === '') return { value: null }
  if (/^(是|有|已安装|1|true)$/i.test(text)) return { value: true }
  return /^(否|无|未安装|没有|0|false)$/i.test(text) ? { value: false } : { fault: '应填写 是 或 否' }
}

function cellOf(source: unknown): Cell {
  const plain = typeof source === 'string' || typeof source === 'number' || typeof source === 'boolean'
  return plain || source instanceof Date ? source : null
}

function textAt(source: unknown): string {
  const cell = cellOf(source)
  if (cell === null) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : halfWidth(String(cell)).trim()
}

/** A value as a report may show it. */
function shown(column: HistoryColumn | undefined, source: unknown): string {
  const text = typeof source === 'object' && !(source instanceof Date) ? '' : textAt(source)
  if (text === '') return ''
  if (column?.personal === 'name') return maskName(text)
  if (column?.personal === 'idNumber') return maskIdNumber(compact(text))
  return column?.personal === 'phone' ? maskPhone(text) : text.slice(0, 60)
}

/** The label of a path, for remarks that are made later. */
export function labelOf(path: string): string {
  return byPath.get(path)?.label ?? findField(path)?.label ?? path
}
