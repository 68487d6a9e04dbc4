import { z } from 'zod'
import { FIELDS, type FieldInfo } from '@/lib/features/content/schema/fields'

/** The file format for registrations of an older system: docs/loading-older-registers.md. */

export type HistoryColumn = {
  /** Key in an NDJSON line: `owner.name`, `machine.categoryCode`. Other headings: catalogue/rules/heading-words.ts. */
  path: string
  label: string
  required?: boolean
  /** How a refused value is shown: personal values are masked. */
  personal?: 'name' | 'idNumber' | 'phone'
  /** The content field that it fills; none for columns outside the content. */
  field?: FieldInfo
}

const own = (path: string, label: string, more: Partial<HistoryColumn> = {}): HistoryColumn => ({
  path,
  label,
  ...more,
})

const REQUIRED_FIELDS = new Set(['machine.categoryCode', 'engine.fuelCode'])

export const HISTORY_COLUMNS: readonly HistoryColumn[] = [
  own('registrationNumber', '环保登记号码', { required: true }),
  own('registeredAt', '登记日期', { required: true }),
  own('emissionStage', '排放阶段'),
  own('status', '状态'),
  own('owner.name', '所有者名称', { required: true, personal: 'name' }),
  own('owner.type', '个人或单位'),
  own('owner.idNumber', '证件号码', { required: true, personal: 'idNumber' }),
  own('owner.phone', '手机号', { personal: 'phone' }),
  own('formerNumbers', '旧号码'),
  own('past', '历史'),
  ...FIELDS.filter(({ path }) => path !== 'engine.emissionStage').map((field) => ({
    path: field.path,
    label: field.label,
    required: REQUIRED_FIELDS.has(field.path) || field.path === 'districtCode',
    field,
  })),
]

/** A date or an instant as older systems write it; parsed by the rules. */
const moment = z.string().min(1)

/** The shape in NDJSON; in a table: `2-EE000001@2019-04-18; …`, with the day on which the number stopped being valid. */
export const formerNumbers = z.array(z.strictObject({ number: z.string(), validTo: moment })).max(20)
/** In a table: `2019-04-18|变更使用地点|某局; …` */
export const pastEvents = z
  .array(
    z.strictObject({
      at: moment,
      what: z.string().trim().min(1).max(500),
      by: z.string().max(200).nullish(),
    }),
  )
  .max(200)

/** A message about one row: why it was refused, or what was left out of it. */
export type Remark = { line: number; column: string; value: string; message: string }

export type LoadSummary = {
  loadId: string
  read: number
  added: number
  known: number
  refused: number
  warned: number
}
