import type { Shape } from './shapes'

/** Machines of Chinese makers as they stand on building sites, ports and airports. Figures are of the right order. */
export type Engine = {
  model: string
  family: string
  manufacturer: string
  ratedPowerKw: number
  ratedSpeedRpm: number
  emissionStage: '2' | '3' | '4' | 'D'
  fuelCode: 'DIESEL' | 'ELECTRIC' | 'LPG' | 'NATURAL_GAS'
}
export type Model = {
  categoryCode: string
  name: string
  brand: string
  model: string
  manufacturer: string
  origin: string
  engine: Engine
  shape: Shape
  /** Of the machine's body. */
  colour: string
}

type EngineRow = readonly [
  model: string,
  family: string,
  maker: string,
  kW: number,
  rpm: number,
  stage: Engine['emissionStage'],
  fuel: Engine['fuelCode'],
]
const ENGINES = {
  weichai10: ['WD10G178E25', 'WD10G', '潍柴动力股份有限公司', 131, 1850, '3', 'DIESEL'],
  weichai6: ['WP6G175E331', 'WP6G', '潍柴动力股份有限公司', 129, 2200, '3', 'DIESEL'],
  weichai6h: ['WP6H175E470', 'WP6H', '潍柴动力股份有限公司', 129, 2000, '4', 'DIESEL'],
  weichai4: ['WP4.1G100E311', 'WP4.1G', '潍柴动力股份有限公司', 73, 2200, '3', 'DIESEL'],
  yuchai6: ['YC6J180-T303', 'YC6J', '广西玉柴机器股份有限公司', 132, 2200, '3', 'DIESEL'],
  yuchai6k: ['YCK05175-T400', 'YCK05', '广西玉柴机器股份有限公司', 129, 2100, '4', 'DIESEL'],
  cummins: ['6BTAA5.9-C150', 'B5.9', '东风康明斯发动机有限公司', 112, 1950, '2', 'DIESEL'],
  cumminsB: ['QSB6.7-C220', 'QSB6.7', '东风康明斯发动机有限公司', 164, 2000, '3', 'DIESEL'],
  cumminsL: ['QSL9-C325', 'QSL9', '东风康明斯发动机有限公司', 242, 2100, '3', 'DIESEL'],
  shangchai: ['SC9DK220G3', 'SC9DK', '上海新动力汽车科技股份有限公司', 162, 2200, '3', 'DIESEL'],
  xinchai: ['A498BPG', 'A498', '浙江新柴股份有限公司', 36.8, 2500, '3', 'DIESEL'],
  quanchai: ['4C3-85V40', '4C3', '安徽全柴动力股份有限公司', 62, 2400, '4', 'DIESEL'],
  motor: ['JXYQ-15', 'JXYQ', '合肥聚新电机有限公司', 15, 3000, 'D', 'ELECTRIC'],
  busMotor: ['TZ368XS', 'TZ368', '厦门金旅新能源科技有限公司', 120, 2800, 'D', 'ELECTRIC'],
} as const satisfies Record<string, EngineRow>

type Row = readonly [
  category: string,
  name: string,
  brand: string,
  model: string,
  maker: string,
  origin: string,
  engine: keyof typeof ENGINES,
  shape: Shape,
  colour: string,
]
const SANY = ['三一', '三一重机有限公司', '江苏昆山'] as const
const XCMG = ['徐工', '徐工集团工程机械股份有限公司', '江苏徐州'] as const
const LIUGONG = ['柳工', '广西柳工机械股份有限公司', '广西柳州'] as const
const SDLG = ['临工', '山东临工工程机械有限公司', '山东临沂'] as const
const SHANTUI = ['山推', '山推工程机械股份有限公司', '山东济宁'] as const
const HELI = ['合力', '安徽合力股份有限公司', '安徽合肥'] as const
const HANGCHA = ['杭叉', '杭叉集团股份有限公司', '浙江杭州'] as const

function row(
  category: string,
  name: string,
  [brand, maker, origin]: readonly [string, string, string],
  model: string,
  engine: keyof typeof ENGINES,
  shape: Shape,
  colour: string,
): Row {
  return [category, name, brand, model, maker, origin, engine, shape, colour]
}

const ROWS: Record<string, Row> = {
  sd16: row('BULLDOZER', '履带式推土机', SHANTUI, 'SD16', 'weichai10', 'dozer', '#e8a317'),
  sd22: row('BULLDOZER', '履带式推土机', SHANTUI, 'SD22', 'cumminsB', 'dozer', '#e2ab1f'),
  b160: row('BULLDOZER', '履带式推土机', LIUGONG, 'B160C', 'weichai10', 'dozer', '#f0b323'),
  sy215: row('EXCAVATOR', '履带式液压挖掘机', SANY, 'SY215C', 'cummins', 'excavator', '#f2b705'),
  sy75: row('EXCAVATOR', '履带式液压挖掘机', SANY, 'SY75C', 'quanchai', 'excavator', '#f4c013'),
  xe215: row('EXCAVATOR', '履带式液压挖掘机', XCMG, 'XE215DA', 'yuchai6', 'excavator', '#e6a817'),
  clg922: row('EXCAVATOR', '履带式液压挖掘机', LIUGONG, 'CLG922E', 'cumminsB', 'excavator', '#efb21c'),
  e6210: row('EXCAVATOR', '履带式液压挖掘机', SDLG, 'E6210F', 'weichai6', 'excavator', '#f5bd1f'),
  clg856: row('LOADER', '轮胎式装载机', LIUGONG, 'CLG856H', 'shangchai', 'loader', '#f0b323'),
  lw500: row('LOADER', '轮胎式装载机', XCMG, 'LW500KN', 'weichai6', 'loader', '#e3a91a'),
  l955: row('LOADER', '轮胎式装载机', SDLG, 'L955F', 'weichai6h', 'loader', '#f4bb25'),
  xs223: row('ROLLER', '单钢轮振动压路机', XCMG, 'XS223J', 'yuchai6', 'roller', '#e5a51a'),
  str130: row('ROLLER', '双钢轮振动压路机', SANY, 'STR130E', 'weichai4', 'roller', '#efb40e'),
  rp953: row('PAVER', '沥青摊铺机', XCMG, 'RP953', 'cumminsB', 'roller', '#dba419'),
  gr180: row('GRADER', '自行式平地机', XCMG, 'GR180', 'cummins', 'loader', '#e4aa20'),
  clg4180: row('GRADER', '自行式平地机', LIUGONG, 'CLG4180D', 'yuchai6k', 'loader', '#edb31e'),
  cpcd30: row('FORKLIFT', '内燃平衡重式叉车', HELI, 'CPCD30', 'xinchai', 'forklift', '#d8432e'),
  cpcd35: row('FORKLIFT', '内燃平衡重式叉车', HANGCHA, 'CPCD35-XRW', 'xinchai', 'forklift', '#c9372c'),
  cpd25: row('FORKLIFT', '蓄电池平衡重式叉车', HELI, 'CPD25', 'motor', 'forklift', '#cf4a33'),
  quy75: row('CRANE', '履带起重机', XCMG, 'XGC75', 'weichai6', 'crane', '#e7ad1c'),
  scc800: row('CRANE', '履带起重机', SANY, 'SCC800A', 'cumminsB', 'crane', '#eeb00a'),
  xr220: row('PILE_DRIVER', '旋挖钻机', XCMG, 'XR220D', 'cumminsL', 'crane', '#e3a414'),
  sdcy90: row('STACKER', '集装箱空箱堆高机', SANY, 'SDCY90K', 'cumminsB', 'forklift', '#c63d31'),
  qsd25: row('TRACTOR', '内燃牵引车', HELI, 'QYCD250', 'quanchai', 'truck', '#d5532f'),
  shuttle: row(
    'SHUTTLE_BUS',
    '机场摆渡车',
    ['金旅', '厦门金龙旅行车有限公司', '福建厦门'],
    'XML6125',
    'busMotor',
    'bus',
    '#3d7ab8',
  ),
  coach: row(
    'ONSITE_COACH',
    '场内客车',
    ['宇通', '宇通客车股份有限公司', '河南郑州'],
    'ZK6729',
    'weichai4',
    'bus',
    '#e9e9e4',
  ),
  truck: row(
    'ONSITE_TRUCK',
    '场内自卸货车',
    ['重汽', '中国重汽集团济南卡车股份有限公司', '山东济南'],
    'ZZ3257',
    'weichai10',
    'truck',
    '#b23a31',
  ),
}

export const MODEL_KEYS = Object.keys(ROWS)

export function modelOf(key: string): Model {
  const found = ROWS[key]
  if (!found) throw new Error(`the demo has no model ${key}`)
  const [categoryCode, name, brand, model, manufacturer, origin, engineKey, shape, colour] = found
  const [type, family, maker, ratedPowerKw, ratedSpeedRpm, emissionStage, fuelCode] = ENGINES[engineKey]
  return {
    categoryCode,
    name,
    brand,
    model,
    manufacturer,
    origin,
    shape,
    colour,
    engine: {
      model: type,
      family,
      manufacturer: maker,
      ratedPowerKw,
      ratedSpeedRpm,
      emissionStage,
      fuelCode,
    },
  }
}
