import { nameFields } from '@/lib/core/field-labels'
import type { ListName } from '@/lib/features/setting/schema/settings'

/**
 * Every field of a filing with its API path and its label from the manual, in the order of the form.
 * Messages, review desk, papers and the choice of fields to correct all use this list.
 */
export type FieldInfo = {
  path: string
  label: string
  step: Step
  kind: 'text' | 'number' | 'date' | 'flag' | 'list' | 'district'
  list?: ListName
  unit?: string
  /** Label where the owner's unverified value is shown next to the officer's. */
  asClaim?: string
  /** Long values: takes a whole row in two-column layouts. */
  wide?: boolean
}

export const STEPS = ['basic', 'codes', 'machine', 'engine', 'monitoring', 'dpf'] as const
export type Step = (typeof STEPS)[number]

export const STEP_LABELS: Record<Step, string> = {
  basic: '基本信息',
  codes: '编码信息',
  machine: '机械信息',
  engine: '发动机信息',
  monitoring: '远程在线监控',
  dpf: 'DPF 设备',
}

type Extra = Partial<Omit<FieldInfo, 'path' | 'label' | 'step'>>
const field = (step: Step, path: string, label: string, extra: Extra = {}): FieldInfo => ({
  path,
  label,
  step,
  kind: extra.list ? 'list' : 'text',
  ...extra,
})

export const FIELDS: readonly FieldInfo[] = [
  field('basic', 'kind', '登记类型'),
  field('basic', 'districtCode', '登记区县', { kind: 'district' }),
  field('basic', 'placeCode', '使用地点', { list: 'PLACE' }),
  field('basic', 'placeDetail', '使用地点的详细名称', { wide: true }),
  field('basic', 'plate', '机械号牌'),
  field('basic', 'hasNameplate', '有无发动机、机械铭牌', { kind: 'flag' }),
  field('codes', 'codes.machineEnvCode', '机械环保代码', { wide: true }),
  field('codes', 'codes.disclosureNumber', '环保信息公开编号', { wide: true }),
  field('codes', 'codes.engineApprovalNumber', '发动机型式核准号', { wide: true }),
  field('machine', 'machine.categoryCode', '机械类别', { list: 'CATEGORY' }),
  field('machine', 'machine.name', '机械名称'),
  field('machine', 'machine.brand', '机械品牌'),
  field('machine', 'machine.model', '机械型号'),
  field('machine', 'machine.manufacturer', '机械生产厂', { wide: true }),
  field('machine', 'machine.origin', '机械产地'),
  field('machine', 'machine.serial', '机械出厂编号'),
  field('machine', 'machine.pin', '产品识别码 (PIN)'),
  field('machine', 'machine.manufacturedOn', '机械出厂日期', { kind: 'date' }),
  field('machine', 'machine.ratedPowerKw', '机械额定功率', { kind: 'number', unit: 'kW' }),
  field('machine', 'machine.annualHours', '年平均工作小时', { kind: 'number', unit: '小时' }),
  field('machine', 'machine.totalHours', '累计工作小时', { kind: 'number', unit: '小时' }),
  field('engine', 'engine.fuelCode', '燃料种类', { list: 'FUEL' }),
  field('engine', 'engine.emissionStage', '排放阶段', { list: 'STAGE', asClaim: '机主填报的排放阶段' }),
  field('engine', 'engine.model', '发动机型号'),
  field('engine', 'engine.family', '发动机系族'),
  field('engine', 'engine.manufacturer', '发动机生产厂', { wide: true }),
  field('engine', 'engine.serial', '发动机出厂编号'),
  field('engine', 'engine.manufacturedOn', '发动机出厂日期', { kind: 'date' }),
  field('engine', 'engine.ratedPowerKw', '额定净功率', { kind: 'number', unit: 'kW' }),
  field('engine', 'engine.ratedSpeedRpm', '额定转速', { kind: 'number', unit: 'r/min' }),
  field('monitoring', 'monitoring.installed', '是否安装远程在线监控', { kind: 'flag' }),
  field('monitoring', 'monitoring.terminalModel', '监控终端型号'),
  field('monitoring', 'monitoring.manufacturer', '监控终端生产厂'),
  field('monitoring', 'monitoring.position', '监控终端安装位置'),
  field('monitoring', 'monitoring.installedOn', '监控终端安装日期', { kind: 'date' }),
  field('monitoring', 'monitoring.terminalNumber', '监控终端编号'),
  field('dpf', 'dpf.installed', '是否安装 DPF', { kind: 'flag' }),
  field('dpf', 'dpf.model', 'DPF 型号'),
  field('dpf', 'dpf.manufacturer', 'DPF 生产厂'),
  field('dpf', 'dpf.installedOn', 'DPF 安装日期', { kind: 'date' }),
  field('dpf', 'dpf.smokeBefore', '安装前烟度', { kind: 'number', unit: 'm⁻¹' }),
  field('dpf', 'dpf.smokeAfter', '安装后烟度', { kind: 'number', unit: 'm⁻¹' }),
  field('dpf', 'dpf.regeneration', 'DPF 再生方式', { list: 'DPF_REGENERATION' }),
]

nameFields(FIELDS.map(({ path, label }) => [path, label]))

const byPath = new Map(FIELDS.map((info) => [info.path, info]))

/** The field of a path; undefined for photos (`photos.<SLOT>`) and unknown paths. */
export function findField(path: string): FieldInfo | undefined {
  return byPath.get(path)
}

export const KIND_LABELS = { MACHINE: '机械', ONSITE_VEHICLE: '场内' } as const
