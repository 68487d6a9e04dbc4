import { compact } from '@/lib/core/normalise'

/**
 * Headings used by makers, neighbouring bureaus and older systems, by field path; both importers read headings by this
 * list and by the labels of the form. Ambiguous words (车架号: PIN or serial; 编号, 类别) are left out: such a column is
 * reported as unused.
 */
const MAKERS = [
  '生产厂',
  '生产厂家',
  '生产厂商',
  '生产商',
  '生产企业',
  '生产单位',
  '制造厂',
  '制造厂家',
  '制造厂商',
  '制造商',
  '制造企业',
  '制造单位',
  '厂家',
  '厂商',
].flatMap((word) => [word, `${word}名称`])
const DAYS = [
  '出厂日期',
  '生产日期',
  '制造日期',
  '出厂时间',
  '生产时间',
  '制造时间',
  '出厂年月',
  '生产年月',
  '制造年月',
]
const BRANDS = ['品牌', '商标', '厂牌']
const MODELS = ['型号', '规格型号', '型号规格']
const SERIALS = ['出厂编号', '出厂号', '序列号', '出厂序列号', '出厂编码']
const DISCLOSURES = ['公开号', '公开编号', '信息公开号', '信息公开编号', '信息公开编码']

const MACHINES = ['机械', '整机', '设备', '机器', '产品', '主机']
const ofMachine = (words: readonly string[]) => MACHINES.flatMap((name) => words.map((word) => name + word))
const ofEngine = (words: readonly string[]) => words.map((word) => `发动机${word}`)

/** Words without 机械 or 发动机 before them: they mean the machine, unless a heading above says otherwise. */
const BARE: Record<string, readonly string[]> = {
  'codes.disclosureNumber': DISCLOSURES,
  'machine.name': ['名称'],
  'machine.brand': BRANDS,
  'machine.model': MODELS,
  'machine.manufacturer': MAKERS,
  'machine.origin': ['产地', '原产地'],
  'machine.serial': SERIALS,
  'machine.manufacturedOn': DAYS,
  'machine.ratedPowerKw': ['额定功率'],
}

const STAGES = ['排放标准', '国标阶段', '排放标准阶段', '排放等级', '排放水平', '环保阶段', '执行排放标准']

const HEADING_WORDS: Record<string, readonly string[]> = {
  registrationNumber: [
    '登记号码',
    '环保号码',
    '环保编码',
    '环保登记编码',
    '环保登记号',
    '环保登记编号',
    '登记编号',
    '登记编码',
  ],
  registeredAt: ['登记时间', '注册日期', '发证日期', '登记注册日期', '编码登记日期', '初次登记日期'],
  emissionStage: STAGES,
  status: ['登记状态', '机械状态'],
  'owner.name': [
    '所有者',
    '所有人',
    '机主',
    '机主名称',
    '机主姓名',
    '单位名称',
    '所有者姓名',
    '所有人名称',
    '所有人姓名',
    '机械所有人',
    '机械所有者',
    '所有权人',
    '产权单位',
    '产权人',
    '业主',
    '业主名称',
  ],
  'owner.type': ['证件类型', '所有者类型', '所有人类型', '机主类型', '所有者证件类型', '所有人证件类型'],
  'owner.idNumber': [
    '证件号',
    '身份证号',
    '身份证号码',
    '统一社会信用代码',
    '社会信用代码',
    '身份证号或统一社会信用代码',
    '身份证号/统一社会信用代码',
    '所有者证件号码',
    '所有人证件号码',
    '所有者证件号',
    '机主证件号码',
    '机主身份证号',
  ],
  'owner.phone': [
    '手机',
    '手机号码',
    '联系电话',
    '联系方式',
    '电话',
    '联系手机',
    '移动电话',
    '所有者电话',
    '所有者手机',
    '所有者手机号',
    '所有者联系电话',
    '所有人电话',
    '所有人手机号',
    '所有人联系电话',
    '机主电话',
    '机主手机号',
    '机主联系电话',
  ],
  formerNumbers: ['曾用号码', '原环保登记号码'],
  past: ['历史记录', '变更记录'],
  districtCode: ['区县代码', '行政区划代码', '省市区', '登记区划', '所在区县', '区县'],
  placeDetail: ['详细地址', '使用地址'],
  plate: ['号牌', '牌照', '车牌号', '号牌号码'],
  'codes.machineEnvCode': ['环保代码', '整机环保代码'],
  'codes.disclosureNumber': [
    ...ofMachine(DISCLOSURES),
    '环保公开号',
    '环保公开编号',
    '环保信息公开号',
    '环保信息公开编码',
    '机械环保信息公开编号',
    '整机环保信息公开编号',
  ],
  'codes.engineApprovalNumber': [
    '核准号',
    '型式核准号',
    '型式核准编号',
    '型式核准证号',
    ...ofEngine(['核准号', '型式核准编号', '型式核准证号', '系族核准号']),
  ],
  'machine.categoryCode': ofMachine(['类别', '类型', '种类']),
  'machine.name': ofMachine(['名称']),
  'machine.brand': ofMachine(BRANDS),
  'machine.model': [...ofMachine(MODELS), '机型'],
  'machine.manufacturer': ofMachine(MAKERS),
  'machine.origin': ofMachine(['产地']),
  'machine.serial': [...ofMachine([...SERIALS, '编号']), '机号'],
  'machine.pin': [
    'PIN',
    'PIN码',
    'PIN号',
    '产品识别号',
    '产品识别代码',
    '机械识别码',
    '机械产品识别码',
    '整机PIN码',
  ],
  'machine.manufacturedOn': ofMachine(DAYS),
  'machine.ratedPowerKw': ofMachine(['额定功率']),
  'engine.fuelCode': [
    '燃料',
    '燃料类型',
    '燃料类别',
    '燃料形式',
    '燃油',
    '燃油类型',
    '燃油种类',
    '燃油类别',
    '能源类型',
    '能源种类',
    '动力类型',
    '使用燃料',
    ...ofEngine(['燃料', '燃料种类', '燃料类型', '燃油类型', '燃油种类']),
  ],
  'engine.emissionStage': [...STAGES, ...ofEngine(['排放阶段', '排放标准'])],
  'engine.model': ofEngine(MODELS),
  'engine.family': ['系族', '系族名称', '发动机系族名称'],
  'engine.manufacturer': ofEngine(MAKERS),
  'engine.serial': ofEngine([...SERIALS, '编号', '号', '号码', '机号']),
  'engine.manufacturedOn': ofEngine(DAYS),
  'engine.ratedPowerKw': ['净功率', '发动机额定净功率', '发动机净功率'],
  'engine.ratedSpeedRpm': ['转速', '发动机额定转速', '发动机转速'],
}

/**
 * Close to the field's meaning, and often all that a file has: read only when no column has one of the field's own
 * words, otherwise reported as unused.
 */
const STAND_INS: Record<string, readonly string[]> = {
  'machine.ratedPowerKw': ['功率', ...ofMachine(['功率'])],
  'engine.ratedPowerKw': ['最大净功率', ...ofEngine(['最大净功率', '额定功率', '功率'])],
}

/** Headings above several columns, which give their section; the words of a single column begin with `prefix`. */
const GROUPS: { section: string; prefix: string; words: readonly string[] }[] = [
  { section: 'engine', prefix: '发动机', words: ['发动机', '柴油机', '引擎'] },
  { section: 'machine', prefix: '机械', words: [...MACHINES, '机械设备', '车辆', '机械基本'] },
  { section: 'codes', prefix: '', words: ['编码', '环保', '环保编码', '信息公开'] },
  { section: 'owner', prefix: '所有者', words: ['所有者', '所有人', '机主', '业主', '单位'] },
  { section: 'basic', prefix: '', words: ['基本', '登记', '使用'] },
  {
    section: 'monitoring',
    prefix: '监控终端',
    words: ['监控', '远程监控', '在线监控', '监控终端', '远程在线监控'],
  },
  { section: 'dpf', prefix: 'DPF', words: ['DPF', 'DPF设备', 'DPF装置'] },
]
const groups = new Map(GROUPS.flatMap((group) => group.words.map((word) => [word, group] as const)))

/** The section of a heading above several columns; null for any other heading. @param key see `keyOf` */
export function groupOf(key: string): { section: string; prefix: string } | null {
  return (
    groups.get(key.replace(/(基本)?(信息|参数|情况|部分|资料|数据|技术参数)$/, '')) ?? groups.get(key) ?? null
  )
}

export type HeadingWord = { path: string; bare: boolean; standIn: boolean }

/** Every heading of the paths, in capitals and without blanks. */
export function headingWords(paths: readonly { path: string; label: string }[]): Map<string, HeadingWord> {
  const words = new Map<string, HeadingWord>()
  for (const { path, label } of paths) {
    const own = { path, bare: false, standIn: false }
    for (const word of STAND_INS[path] ?? [])
      words.set(word, { ...own, standIn: true, bare: word === '功率' })
    for (const word of BARE[path] ?? []) words.set(word, { ...own, bare: true })
    for (const word of [...(HEADING_WORDS[path] ?? []), label, path]) words.set(keyOf(word), own)
  }
  return words
}

/** Comparison key of a heading: ignores blanks, width, case, text in brackets and the star of a required field. */
export function keyOf(text: string): string {
  return compact(text).replace(/\(.*?\)|\[.*?\]|【.*?】|[*★:：]/g, '')
}
