import { z } from 'zod'
import { FIELDS, type FieldInfo } from '@/lib/features/filing/schema/fields'

/** Registrations that an older system made, as a file tells them: docs/loading-older-registers.md. */

export type HistoryColumn = {
  /** As in an NDJSON line: `owner.name`, `machine.categoryCode`. */
  path: string
  label: string
  /** Other headings that older systems write. */
  also: readonly string[]
  required?: boolean
  /** How a refused value is shown: personal values are masked. */
  personal?: 'name' | 'idNumber' | 'phone'
  /** The field of a filing that it fills; none for what stands beside the document. */
  field?: FieldInfo
}

const own = (
  path: string,
  label: string,
  also: readonly string[] = [],
  more: Partial<HistoryColumn> = {},
): HistoryColumn => ({ path, label, also, ...more })

const REQUIRED_FIELDS = new Set(['machine.categoryCode', 'engine.fuelCode'])
const SYNONYMS: Record<string, readonly string[]> = {
  districtCode: ['区县代码', '行政区划代码', '省市区', '登记区划', '所在区县'],
  placeDetail: ['详细地址', '使用地址'],
  plate: ['号牌', '牌照', '车牌号'],
  'codes.disclosureNumber': ['公开编号', '信息公开编号'],
  'codes.engineApprovalNumber': ['核准号', '型式核准号'],
  'machine.categoryCode': ['机械类型', '机械种类'],
  'machine.name': ['名称'],
  'machine.brand': ['品牌', '商标'],
  'machine.model': ['型号'],
  'machine.manufacturer': ['生产厂', '生产厂家', '机械生产厂家', '生产企业'],
  'machine.origin': ['产地'],
  'machine.serial': ['出厂编号', '机械编号'],
  'machine.pin': ['PIN', 'PIN码', '产品识别码'],
  'machine.manufacturedOn': ['出厂日期', '生产日期', '机械生产日期'],
  'machine.ratedPowerKw': ['额定功率'],
  'engine.fuelCode': ['燃料', '燃料类型', '燃油类型'],
  'engine.manufacturer': ['发动机生产厂家', '发动机生产企业'],
  'engine.serial': ['发动机编号', '发动机号'],
  'engine.manufacturedOn': ['发动机生产日期'],
}

export const HISTORY_COLUMNS: readonly HistoryColumn[] = [
  own('registrationNumber', '环保登记号码', ['登记号码', '环保号码', '环保编码', '环保登记编码'], {
    required: true,
  }),
  own('registeredAt', '登记日期', ['登记时间', '注册日期', '发证日期'], { required: true }),
  own('emissionStage', '排放阶段', ['排放标准', '国标阶段']),
  own('status', '状态', ['登记状态', '机械状态']),
  own('owner.name', '所有者名称', ['所有者', '所有人', '机主', '机主名称', '单位名称', '所有者姓名'], {
    required: true,
    personal: 'name',
  }),
  own('owner.type', '个人或单位', ['证件类型', '所有者类型', '机主类型']),
  own(
    'owner.idNumber',
    '证件号码',
    ['证件号', '身份证号', '统一社会信用代码', '身份证号或统一社会信用代码'],
    {
      required: true,
      personal: 'idNumber',
    },
  ),
  own('owner.phone', '手机号', ['手机', '手机号码', '联系电话', '联系方式', '电话'], { personal: 'phone' }),
  own('formerNumbers', '旧号码', ['曾用号码', '原环保登记号码']),
  own('past', '历史', ['历史记录', '变更记录']),
  ...FIELDS.filter(({ path }) => path !== 'engine.emissionStage').map((field) => ({
    path: field.path,
    label: field.label,
    also: SYNONYMS[field.path] ?? [],
    required: REQUIRED_FIELDS.has(field.path) || field.path === 'districtCode',
    field,
  })),
]

/** A date or an instant as older systems write it; read by the rules. */
const moment = z.string().min(1)

/** In an NDJSON line; in a table: `2-EE000001@2019-04-18; …`, the day on which the number stopped being valid. */
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

/** Something about one row: why it was refused, or what was left out of it. */
export type Remark = { line: number; column: string; value: string; message: string }

export type LoadSummary = {
  loadId: string
  read: number
  added: number
  known: number
  refused: number
  warned: number
}
