import { codeKey } from '@/lib/core/normalise'
import { type CatalogueSubject, differences } from '@/lib/features/catalogue/rules/codes'
import {
  CATALOGUE_GROUPS,
  type CatalogueCheck,
  type CatalogueEntry,
  type CatalogueGroup,
  type CodeName,
} from '@/lib/features/catalogue/schema'
import { MACHINE_ENV_CODE, MACHINE_ENV_CODE_FAULT } from '@/lib/features/content/rules/formats'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'

/**
 * The four groups of codes of 机械信息, in order: an empty one is skipped, a filled one is checked against the
 * catalogue, and a hit leads straight to the details. Sources: manual, 3) 机械信息 (groups 1 and 2); domain.md, step 3.
 */
type CodeField = { name: CodeName; path: string; placeholder: string }
export type CodeGroupInfo = {
  group: CatalogueGroup
  title: string
  fields: readonly CodeField[]
  /** Shown in red: what to do without these codes (text of the manual; groups 3 and 4 in its style). */
  without: string
  example?: string
}

const field = (name: CodeName, path: string, placeholder: string): CodeField => ({ name, path, placeholder })

export const CODE_GROUPS: Record<CatalogueGroup, CodeGroupInfo> = {
  1: {
    group: 1,
    title: '第一组',
    fields: [field('machineEnvCode', 'codes.machineEnvCode', '请输入机械环保代码')],
    without: '如果没有“机械环保代码”，请直接进行下一步',
    example: '88811111QH3111446',
  },
  2: {
    group: 2,
    title: '第二组',
    fields: [
      field('disclosureNumber', 'codes.disclosureNumber', '请输入环保信息公开编号'),
      field('machineSerial', 'machine.serial', '请输入机械出厂编号'),
    ],
    without:
      '如果没有“环保信息公开编号”（发动机环保信息公开编号/机械环保信息公开编号/发动机信息入库号）和“机械出厂编号”，请直接进行下一步',
  },
  3: {
    group: 3,
    title: '第三组',
    fields: [
      field('engineApprovalNumber', 'codes.engineApprovalNumber', '请输入发动机型式核准号'),
      field('engineSerial', 'engine.serial', '请输入发动机出厂编号'),
    ],
    without: '如果没有“发动机型式核准号”和“发动机出厂编号”，请直接进行下一步',
  },
  4: {
    group: 4,
    title: '第四组',
    fields: [
      field('pin', 'machine.pin', '请输入产品识别码 (PIN)'),
      field('engineModel', 'engine.model', '请输入发动机型号'),
    ],
    without: '如果没有“产品识别码 (PIN)”和“发动机型号”，请直接进行下一步',
  },
}

export type CodePlace = `codes.${CatalogueGroup}`
export const CODE_PLACES: readonly CodePlace[] = CATALOGUE_GROUPS.map((group): CodePlace => `codes.${group}`)

/** The step 机械信息 begins with the codes where there are nameplates, else with the details (manual, 3). */
export function placeAfterPhotos({ hasNameplate }: FilingContent): CodePlace | 'machine' {
  return hasNameplate === false ? 'machine' : 'codes.1'
}

/** The place after a group that is empty or did not match: the next group, after the fourth the details. */
export function placeAfterGroup(group: CatalogueGroup): CodePlace | 'machine' {
  const next = CATALOGUE_GROUPS.find((other) => other > group)
  return next ? `codes.${next}` : 'machine'
}

export function isGroupEmpty(group: CatalogueGroup, content: FilingContent): boolean {
  return CODE_GROUPS[group].fields.every(({ path }) => codeAt(content, path) === '')
}

/** One of two codes: what the catalogue cannot be asked about, though the one may well stand on the plate. */
export function isGroupHalfFilled(group: CatalogueGroup, content: FilingContent): boolean {
  const empty = CODE_GROUPS[group].fields.filter(({ path }) => codeAt(content, path) === '').length
  return empty > 0 && empty < CODE_GROUPS[group].fields.length
}

/** The changes that clear a group, by path. */
export function emptiedGroup(group: CatalogueGroup): Record<string, null> {
  return Object.fromEntries(CODE_GROUPS[group].fields.map(({ path }) => [path, null]))
}

function codeAt(content: FilingContent, path: string): string {
  return String(valueAt(content, path) ?? '').trim()
}

/** The faults of a group's codes by path, found before the catalogue is queried; the same rule as at submission. */
export function groupFaults(group: CatalogueGroup, content: FilingContent): Record<string, string> {
  const { machineEnvCode } = content.codes
  if (group !== 1 || !machineEnvCode || MACHINE_ENV_CODE.test(codeKey(machineEnvCode))) return {}
  return { 'codes.machineEnvCode': MACHINE_ENV_CODE_FAULT }
}

/** The request to check a group against the catalogue. */
export function groupRequest(group: CatalogueGroup, content: FilingContent): CatalogueCheck {
  const codes = CODE_GROUPS[group].fields.map(({ name, path }) => [name, codeAt(content, path) || null])
  return { group, ...Object.fromEntries(codes) }
}

/** The form's path for a code that the server names. */
export function pathOfCode(group: CatalogueGroup, name: string): string | undefined {
  return CODE_GROUPS[group].fields.find((code) => code.name === name)?.path
}

export type Prefill = {
  /** Values for fields that the person left empty. */
  values: Record<string, string | number>
  /** Paths whose value is the catalogue's, including those where the person had typed the same. */
  published: string[]
  /** Published values of fields where the person typed something else: the form asks, and never overwrites. */
  differing: Record<string, string | number>
}

/** How a catalogue entry prefills a filing: it fills what is empty and reports what differs. */
export function prefillFrom(entry: CatalogueEntry, content: FilingContent): Prefill {
  const found = differences(content satisfies CatalogueSubject, entry)
  const differing = Object.fromEntries(found.map(({ path, published }) => [path, published]))
  const prefill: Prefill = { values: {}, published: [], differing }
  for (const { path } of FIELDS) {
    const published = publishedAt(entry, path)
    if (published === null || path in differing) continue
    const own = valueAt(content, path)
    if (own === null) prefill.values[path] = published
    // A month read from the plate is not the catalogue's value, even if it does not count as differing.
    if (own === null || !path.endsWith('.manufacturedOn') || own === published) prefill.published.push(path)
  }
  return prefill
}

function publishedAt(entry: CatalogueEntry, path: string): string | number | null {
  const [section = '', name = ''] = path.split('.')
  if (section !== 'codes' && section !== 'machine' && section !== 'engine') return null
  const value: unknown = Reflect.get(entry[section], name)
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : null
}
