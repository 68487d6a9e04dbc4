/** Columns of a list of machines, on the page and in exported files, in this order. */
export const MACHINE_COLUMN_LABELS = {
  registrationNumber: '登记号码',
  status: '状态',
  category: '机械类别',
  stage: '排放阶段',
  fuel: '燃料种类',
  name: '机械名称',
  brand: '品牌',
  model: '型号',
  manufacturer: '生产厂',
  manufacturedOn: '出厂日期',
  plate: '号牌',
  machineSerial: '出厂编号',
  engineSerial: '发动机编号',
  pin: '产品识别码',
  machineEnvCode: '机械环保代码',
  owner: '所有者',
  ownerType: '所有者类型',
  district: '所在区县',
  place: '使用地点',
  registeredAt: '登记时间',
} as const

export type MachineColumnKey = keyof typeof MACHINE_COLUMN_LABELS

export function isMachineColumn(key: string): key is MachineColumnKey {
  return Object.hasOwn(MACHINE_COLUMN_LABELS, key)
}

export const MACHINE_COLUMNS = Object.keys(MACHINE_COLUMN_LABELS).filter(isMachineColumn)
