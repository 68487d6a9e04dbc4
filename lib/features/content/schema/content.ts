import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { withoutMarks } from '@/lib/core/normalise'
import { isPartialDate } from '@/lib/core/partial-date'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'

/**
 * The content of a filing as one document, as sent by owners and stored (manual, 编码登记 steps 1–4).
 * A draft may be incomplete: only formats are checked here; required fields are in `rules/requirements.ts`.
 */

/**
 * Blank becomes null, as a cleared form field sends it. Control characters do not belong in a name or a serial, and an
 * unpaired surrogate cannot be stored as JSON. Unseen marks, which are pasted along, are taken off.
 */
function text(max: number) {
  return z
    .string()
    .trim()
    .max(max, `不能超过 ${max} 个字`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, '含有不能使用的字符')
    .transform((value) => withoutMarks(value).trim() || null)
    .nullable()
    .optional()
}

function list() {
  return text(40)
}

const number = z.number({ error: '请填写数字' }).nullable().optional()
const flag = z.boolean({ error: '请选择是或否' }).nullable().optional()
const DATE_ERROR = '日期应为 年-月-日，如 2019-09-10；只知道年月或年份的，填写 2019-09 或 2019'
/** As precise as the plate: `2019`, `2019-09` or `2019-09-10`. */
const date = z
  .string({ error: DATE_ERROR })
  .refine(isPartialDate, DATE_ERROR)
  .meta({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', example: '2019-09' })
  .nullable()
  .optional()

export const codesSection = z.strictObject({
  machineEnvCode: text(40),
  disclosureNumber: text(60),
  engineApprovalNumber: text(60),
})

export const machineSection = z.strictObject({
  categoryCode: list(),
  name: text(100),
  brand: text(100),
  model: text(100),
  manufacturer: text(200),
  origin: text(100),
  serial: text(60),
  pin: text(60),
  manufacturedOn: date,
  ratedPowerKw: number,
  annualHours: number,
  totalHours: number,
})

export const engineSection = z.strictObject({
  model: text(100),
  family: text(100),
  manufacturer: text(200),
  serial: text(60),
  manufacturedOn: date,
  ratedPowerKw: number,
  ratedSpeedRpm: number,
  emissionStage: z.enum(STAGE_CODES, { error: '排放阶段不在可选范围内' }).nullable().optional(),
  fuelCode: list(),
})

export const monitoringSection = z.strictObject({
  installed: flag,
  terminalModel: text(100),
  manufacturer: text(200),
  position: text(200),
  installedOn: date,
  terminalNumber: text(100),
})

export const dpfSection = z.strictObject({
  installed: flag,
  model: text(100),
  manufacturer: text(200),
  installedOn: date,
  smokeBefore: number,
  smokeAfter: number,
  regeneration: list(),
})

export const FILING_KINDS = ['MACHINE', 'ONSITE_VEHICLE'] as const

export const filingContent = z.object({
  kind: z.enum(FILING_KINDS, { error: '登记类型应为机械或场内' }).nullable().optional(),
  districtCode: z.string().regex(DIVISION_CODE_PATTERN, '登记区县代码应为 6 位数字').nullable().optional(),
  placeCode: list(),
  placeDetail: text(200),
  plate: text(30),
  hasNameplate: flag,
  codes: codesSection.default({}),
  machine: machineSection.default({}),
  engine: engineSection.default({}),
  monitoring: monitoringSection.default({}),
  dpf: dpfSection.default({}),
})

/** Any subset: absent fields stay, null clears a field or a whole section. */
export const contentInput = filingContent.extend({
  codes: codesSection.nullable().optional(),
  machine: machineSection.nullable().optional(),
  engine: engineSection.nullable().optional(),
  monitoring: monitoringSection.nullable().optional(),
  dpf: dpfSection.nullable().optional(),
})
export type ContentInput = z.output<typeof contentInput>

const SECTIONS = {
  codes: codesSection,
  machine: machineSection,
  engine: engineSection,
  monitoring: monitoringSection,
  dpf: dpfSection,
}

/** The schema of each field by its path. */
export const FIELD_SHAPES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ...Object.entries(filingContent.shape),
  ...Object.entries(SECTIONS).flatMap(([name, { shape }]) =>
    Object.entries(shape).map(([field, type]): [string, z.ZodType] => [`${name}.${field}`, type]),
  ),
])

/** A filing's document; photos are stored separately, by slot. */
export type FilingContent = z.output<typeof filingContent>

/** The value at a field's path (`engine.serial`, `plate`); null where there is none. */
export function valueAt(content: FilingContent, path: string): string | number | boolean | null {
  const dot = path.indexOf('.')
  const first = dot < 0 ? path : path.slice(0, dot)
  const second = dot < 0 ? undefined : path.slice(dot + 1)
  const top: unknown = Reflect.get(content, first)
  const value: unknown =
    second !== undefined && typeof top === 'object' && top !== null ? Reflect.get(top, second) : top
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
