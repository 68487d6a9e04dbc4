import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { datePrecision } from '@/lib/core/moment'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { MACHINE_STATUSES, machineStatus } from './status'

/** Search of all registered machines: /api/console/machines. */

/** 登记时间 or 登记号码; a leading minus: newest or highest first. */
export const MACHINE_SORTS = ['-registeredAt', 'registeredAt', 'number', '-number'] as const
export type MachineSort = (typeof MACHINE_SORTS)[number]

const division = z.string().regex(DIVISION_CODE_PATTERN, '行政区划代码应为 6 位数字')
/** One value, or several divided by commas. */
const oneOrMore = (value: string, message: string) =>
  z
    .string()
    .regex(new RegExp(`^${value}(,${value}){0,39}$`), message)
    .meta({ description: '可以是多个值，用逗号分隔' })
    .optional()
const code = oneOrMore('[A-Z0-9_]{1,40}', '代码不正确')
const kilowatts = z.coerce.number().min(0, '功率不能小于 0').max(100_000, '功率不能超过 100000 kW').optional()
const day = z.iso.date('日期格式应为 年-月-日').optional()

/** How the text was interpreted, for the line above the rows. */
export const SEARCH_MEANINGS = [
  'CATEGORY',
  'BRAND',
  'NUMBER',
  'FILING',
  'CODE',
  'LETTERS',
  'NAME',
  'PHONE',
  'ID_NUMBER',
  'WORDS',
  'TOO_SHORT',
] as const

/** Interpretations that one text may have at once; `as` chooses one. */
export const TEXT_MEANINGS = ['CATEGORY', 'NAME', 'BRAND'] as const

/** Filters of a search; the area never exceeds the officer's own. */
export const machineFilter = z.object({
  provinceCode: division.optional(),
  cityCode: division.optional(),
  districtCode: division.optional(),
  categoryCode: code,
  stage: oneOrMore('[0-6DX]', '排放阶段应为 0–6、D 或 X'),
  fuelCode: code,
  placeCode: code,
  status: oneOrMore(`(?:${MACHINE_STATUSES.join('|')})`, '登记状态不正确'),
  /** Year of manufacture; 0: unknown. */
  madeIn: z.coerce.number().int().min(0).max(2999).optional(),
  /** Rated power of the engine in kW, both included. */
  minKw: kilowatts,
  maxKw: kilowatts,
  /** Days of registration in China, both included. */
  from: day,
  to: day,
  /**
   * Number, plate, serial, PIN, 机械环保代码, disclosure number or model, or at least three characters of one; at least two
   * Chinese characters or letters of the owner's name, of the brand (its beginning) or of a category; or a complete phone or
   * ID number, which is audited. Words divided by blanks that are not found as one text are looked for one by one; all must fit.
   */
  q: searchText,
  /** How to read `q`; without it the first interpretation by which machines are found. */
  as: z.enum(TEXT_MEANINGS).optional(),
})
export type MachineFilter = z.output<typeof machineFilter>

/** The values of a filter that may have several; none without it. */
export function valuesOf(filter: string | undefined): string[] {
  return filter === undefined ? [] : [...new Set(filter.split(','))]
}

export const machineSearch = pageQuery.extend({
  ...machineFilter.shape,
  sort: z.enum(MACHINE_SORTS).default('-registeredAt'),
  limit: pageQuery.shape.limit.default(50),
  /** `false` on later pages, which show the first page's total. */
  withTotal: z.stringbool().default(true),
})
export type MachineSearch = z.output<typeof machineSearch>

const text = z.string().nullable()

export const machineRow = z.object({
  id: z.uuid(),
  registrationNumber: z.string(),
  status: machineStatus,
  /** The number was handed out at a bureau; true for a machine of an older register. */
  collected: z.boolean(),
  emissionStage: z.string(),
  categoryCode: text,
  fuelCode: text,
  placeCode: text,
  /** 机械名称 as filed. */
  name: text,
  brand: text,
  model: text,
  manufacturer: text,
  manufacturedOn: text,
  plate: text,
  machineSerial: text,
  engineSerial: text,
  pin: text,
  machineEnvCode: text,
  districtCode: z.string(),
  districtName: z.string(),
  ownerName: z.string(),
  ownerType: z.enum(['PERSON', 'UNIT']),
  registeredAt: z.iso.datetime(),
  registeredPrecision: datePrecision,
})
export type MachineRow = z.output<typeof machineRow>

/** On the page; exports do without the mark. */
export const machineHit = machineRow.extend({
  /** Its filing was entered at a counter: 窗口代办. */
  assisted: z.boolean(),
})
export type MachineHit = z.output<typeof machineHit>

export const machineSearchPage = pageOf(machineHit).extend({
  /** `gte`: at least this many. Null if not requested. */
  total: z.object({ value: z.number().int(), relation: z.enum(['eq', 'gte']) }).nullable(),
  /** Null without a text. */
  meaning: z.enum(SEARCH_MEANINGS).nullable(),
  /** What was looked at, in this order, up to what was found. */
  tried: z.array(z.enum(SEARCH_MEANINGS)),
  /** Other interpretations by which machines would be found, on the first page; asked for by `as`. */
  others: z.array(z.enum(TEXT_MEANINGS)),
  /** If nothing was found: existing codes that differ only by O/0, I/1, B/8, S/5 or Z/2; not searched automatically. */
  suggestions: z.array(z.string()),
  /** If nothing was found by a number: the machine's last move out of the officer's area. */
  movedAway: z.object({ number: z.string(), cityName: z.string(), movedAt: z.iso.datetime() }).nullable(),
})
export type MachineSearchPage = z.output<typeof machineSearchPage>

export const searchMachinesEndpoint = endpoint({
  method: 'GET',
  searchable: true,
  path: '/api/console/machines',
  summary: '查询辖区内的机械',
  auth: 'staff',
  action: 'machine.read',
  query: machineSearch,
  response: machineSearchPage,
})
