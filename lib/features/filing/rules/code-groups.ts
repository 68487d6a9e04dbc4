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
 * The four groups of codes of 机械信息: first → fourth; an empty one is passed over, a filled one is checked against the
 * catalogue, and a hit leads to the details at once. Sources: manual, 3) 机械信息 (groups 1 and 2); domain.md, step 3.
 */
type CodeField = { name: CodeName; path: string; placeholder: string }
export type CodeGroupInfo = {
  group: CatalogueGroup
  title: string
  fields: readonly CodeField[]
  /** In red: what to do without these codes (manual's words; groups 3 and 4 in their style). */
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

/** After a group that is empty or did not match: the next one, after the fourth the details. */
export function placeAfterGroup(group: CatalogueGroup): CodePlace | 'machine' {
  const next = CATALOGUE_GROUPS.find((other) => other > group)
  return next ? `codes.${next}` : 'machine'
}

export function isGroupEmpty(group: CatalogueGroup, content: FilingContent): boolean {
  return CODE_GROUPS[group].fields.every(({ path }) => codeAt(content, path) === '')
}

/** What empties a group. */
export function emptiedGroup(group: CatalogueGroup): Record<string, null> {
  return Object.fromEntries(CODE_GROUPS[group].fields.map(({ path }) => [path, null]))
}

function codeAt(content: FilingContent, path: string): string {
  return String(valueAt(content, path) ?? '').trim()
}

/** What is wrong with a group's codes before the catalogue is asked, by path; the same rule as at submission. */
export function groupFaults(group: CatalogueGroup, content: FilingContent): Record<string, string> {
  const { machineEnvCode } = content.codes
  if (group !== 1 || !machineEnvCode || MACHINE_ENV_CODE.test(codeKey(machineEnvCode))) return {}
  return { 'codes.machineEnvCode': MACHINE_ENV_CODE_FAULT }
}

/** The question to the catalogue. */
export function groupQuestion(group: CatalogueGroup, content: FilingContent): CatalogueCheck {
  const codes = CODE_GROUPS[group].fields.map(({ name, path }) => [name, codeAt(content, path) || null])
  return { group, ...Object.fromEntries(codes) }
}

/** The server names a code of the question; the form knows it by its path. */
export function pathOfCode(group: CatalogueGroup, name: string): string | undefined {
  return CODE_GROUPS[group].fields.find((code) => code.name === name)?.path
}

export type Prefill = {
  /** To be entered: only where the person left a field empty. */
  values: Record<string, string | number>
  /** Paths that hold what the catalogue says, also where the person had typed the same. */
  published: string[]
  /** Where the person typed something else: asked, never overwritten. */
  differing: Record<string, string | number>
}

/** What a catalogue entry does to a filing's document: it fills what is empty and reports what differs. */
export function prefillFrom(entry: CatalogueEntry, content: FilingContent): Prefill {
  const found = differences(content satisfies CatalogueSubject, entry)
  const differing = Object.fromEntries(found.map(({ path, published }) => [path, published]))
  const prefill: Prefill = { values: {}, published: [], differing }
  for (const { path } of FIELDS) {
    const told = publishedAt(entry, path)
    if (told === null || path in differing) continue
    const own = valueAt(content, path)
    if (own === null) prefill.values[path] = told
    // A month that the person read from the plate is not what the catalogue says, even if it does not differ.
    if (own === null || !path.endsWith('.manufacturedOn') || own === told) prefill.published.push(path)
  }
  return prefill
}

function publishedAt(entry: CatalogueEntry, path: string): string | number | null {
  const [section = '', name = ''] = path.split('.')
  if (section !== 'codes' && section !== 'machine' && section !== 'engine') return null
  const told: unknown = Reflect.get(entry[section], name)
  return (typeof told === 'string' && told !== '') || typeof told === 'number' ? told : null
}
