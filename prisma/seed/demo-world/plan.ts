import type { FilingStatus } from '../../generated/enums'

/**
 * The filings of the demo, one a line: where, what, whose, in which status, how many working days ago it was submitted.
 * Few wait in 东城区, so that whoever tries a filing of his own there soon meets it.
 */
export type Plan = {
  status: FilingStatus
  district: string
  model: string
  owner: string
  place: string
  placeDetail: string
  /** Working days ago; 0: within the last hour. */
  submitted: number
  /** The agent who files for the owner. */
  filer?: string
  /** Returned once and handed in again. */
  again?: boolean
  /** Bears the serials of another line, by its tag: a second registration of one machine. */
  sameAs?: string
  tag?: string
  /** Tells another power than is published. */
  differs?: boolean
  withoutNameplate?: boolean
  plate?: string
  reason?: 'PHOTO_UNCLEAR' | 'PLATE_MISMATCH' | 'CERTIFICATE_MISSING' | 'CODE_NOT_VERIFIED'
  portrait?: boolean
  dpf?: boolean
  /** Its owner asks for a change, which waits. */
  change?: 'FILTER' | 'SERIAL'
  /** It goes to another owner by documents, and waits for objections. */
  succession?: true
}

type Line = readonly [
  status: FilingStatus,
  submitted: number,
  district: string,
  model: string,
  owner: string,
  place: string,
  placeDetail: string,
  extra?: Partial<Plan>,
]

const DC = '110101'
const HD = '110108'
const LN = '130202'
const LB = '130203'
const FR = '130208'
const CFD = '130209'
const SITE = 'CONSTRUCTION_SITE'
const PARK = 'LOGISTICS_PARK'
const MILL = 'INDUSTRIAL_SITE'

const LINES: readonly Line[] = [
  ['SUBMITTED', 9, DC, 'xe215', 'zhang', SITE, '崇文门外大街地下管廊改造工程'],
  ['SUBMITTED', 4, DC, 'clg856', 'metro', SITE, '轨道交通 3 号线东四站', { differs: true }],
  ['SUBMITTED', 2, DC, 'sd22', 'wang', SITE, '永定门外棚户区改造项目二标段', { again: true, portrait: true }],
  ['SUBMITTED', 2, DC, 'sy215', 'chengjian', SITE, '望坛危改回迁楼工地', { filer: 'agent' }],
  ['SUBMITTED', 1, DC, 'cpcd30', 'long', PARK, '东顺物流园 3 号库至 7 号库之间的装卸作业区及其东侧临时堆场'],
  ['SUBMITTED', 0, DC, 'coach', 'logistics', PARK, '东顺物流园通勤线', { plate: '场内 00126' }],
  ['RETURNED', 3, DC, 'l955', 'zhao', SITE, '南二环辅路综合管线工程', { reason: 'PHOTO_UNCLEAR' }],
  ['RETURNED', 6, DC, 'gr180', 'metro', SITE, '轨道交通 8 号线附属工程', { reason: 'PLATE_MISMATCH' }],
  [
    'RETURNED',
    11,
    DC,
    'cpcd35',
    'ma',
    PARK,
    '东顺物流园',
    { withoutNameplate: true, reason: 'CERTIFICATE_MISSING' },
  ],
  ['DECLINED', 8, DC, 'truck', 'chengjian', 'OTHER', '外埠建材运输', { plate: '京 A·D5521' }],
  ['WITHDRAWN', 12, DC, 'str130', 'hengsheng', SITE, '东直门外斜街道路大修'],
  ['DRAFT', 0, DC, 'e6210', 'zhang', SITE, '崇文门外大街地下管廊改造工程'],
  ['APPROVED', 3, DC, 'sy75', 'wang', SITE, '永定门外棚户区改造项目二标段'],
  ['APPROVED', 4, DC, 'xs223', 'metro', SITE, '轨道交通 3 号线东四站', { filer: 'agent' }],
  ['APPROVED', 7, DC, 'cpd25', 'logistics', PARK, '东顺物流园冷链库'],
  ['APPROVED', 9, DC, 'quy75', 'chengjian', SITE, '王府井北延改造工程', { again: true }],
  ['APPROVED', 15, DC, 'sd16', 'long', SITE, '地铁建设项目联合经理部东城工区'],
  ['COLLECTED', 10, DC, 'clg922', 'chengjian', SITE, '望坛危改回迁楼工地', { tag: 'twice' }],
  ['COLLECTED', 14, DC, 'lw500', 'metro', SITE, '轨道交通 3 号线东四站', { filer: 'agent' }],
  ['COLLECTED', 18, DC, 'cpcd30', 'logistics', PARK, '东顺物流园'],
  ['COLLECTED', 22, DC, 'rp953', 'metro', SITE, '东直门外斜街道路大修', { change: 'FILTER' }],
  ['COLLECTED', 27, DC, 'xr220', 'chengjian', SITE, '王府井北延改造工程', { change: 'SERIAL' }],
  ['COLLECTED', 33, DC, 'scc800', 'metro', SITE, '轨道交通 8 号线附属工程', { again: true }],
  ['COLLECTED', 41, DC, 'shuttle', 'logistics', PARK, '东顺物流园通勤线', { succession: true }],
  ['COLLECTED', 48, DC, 'sy215', 'zhang', SITE, '朝阳门内大街整治工程', { dpf: true }],
  ['SUBMITTED', 7, HD, 'clg922', 'hengsheng', SITE, '中关村科学城北区 B-07 地块', { sameAs: 'twice' }],
  ['SUBMITTED', 4, HD, 'e6210', 'chen', SITE, '西北旺镇安置房二期'],
  ['SUBMITTED', 2, HD, 'b160', 'hengsheng', SITE, '永丰产业基地道路工程', { dpf: true }],
  ['SUBMITTED', 1, HD, 'cpcd35', 'garden', 'OTHER', '翠湖苗圃', { withoutNameplate: true }],
  ['SUBMITTED', 0, HD, 'str130', 'hengsheng', SITE, '北清路快速化改造'],
  ['IN_REVIEW', 3, HD, 'sy75', 'garden', SITE, '三山五园绿道工程', { portrait: true }],
  ['RETURNED', 5, HD, 'xe215', 'chen', SITE, '西北旺镇安置房二期', { reason: 'CODE_NOT_VERIFIED' }],
  ['RETURNED', 9, HD, 'clg4180', 'hengsheng', SITE, '北清路快速化改造', { reason: 'PHOTO_UNCLEAR' }],
  ['DECLINED', 13, HD, 'cpd25', 'garden', 'OTHER', '翠湖苗圃'],
  ['APPROVED', 3, HD, 'sd22', 'hengsheng', SITE, '永丰产业基地道路工程'],
  ['APPROVED', 6, HD, 'clg856', 'hengsheng', SITE, '中关村科学城北区 B-07 地块'],
  ['APPROVED', 10, HD, 'cpcd30', 'garden', 'OTHER', '翠湖苗圃'],
  ['COLLECTED', 16, HD, 'sy215', 'chen', SITE, '西北旺镇安置房二期'],
  ['COLLECTED', 21, HD, 'xs223', 'hengsheng', SITE, '北清路快速化改造'],
  ['COLLECTED', 29, HD, 'l955', 'hengsheng', SITE, '永丰产业基地道路工程'],
  ['COLLECTED', 38, HD, 'sd16', 'garden', SITE, '三山五园绿道工程', { dpf: true }],
  ['SUBMITTED', 6, LN, 'gr180', 'road', SITE, '建设南路大修工程'],
  ['SUBMITTED', 3, CFD, 'sdcy90', 'port', 'PORT', '曹妃甸港区通用码头 5 号泊位'],
  ['SUBMITTED', 1, LB, 'qsd25', 'steel', MILL, '冀东钢构一期成品库'],
  ['SUBMITTED', 0, FR, 'clg922', 'mine', MILL, '丰润区左家坞镇采场'],
  ['IN_REVIEW', 2, CFD, 'scc800', 'port', 'PORT', '曹妃甸港区通用码头 3 号泊位'],
  ['RETURNED', 4, FR, 'lw500', 'yang', MILL, '丰润区左家坞镇采场', { reason: 'PHOTO_UNCLEAR' }],
  ['DRAFT', 0, LB, 'cpcd35', 'liu', PARK, '唐山国际陆港'],
  ['APPROVED', 2, CFD, 'quy75', 'port', 'PORT', '曹妃甸港区通用码头 3 号泊位'],
  ['APPROVED', 5, LN, 'rp953', 'road', SITE, '建设南路大修工程'],
  ['APPROVED', 8, LB, 'truck', 'steel', MILL, '冀东钢构一期成品库', { plate: '冀 B·场0312' }],
  ['COLLECTED', 11, CFD, 'sdcy90', 'port', 'PORT', '曹妃甸港区通用码头 5 号泊位'],
  ['COLLECTED', 17, FR, 'e6210', 'mine', MILL, '丰润区左家坞镇采场'],
  ['COLLECTED', 24, LN, 'xs223', 'road', SITE, '建设南路大修工程'],
  ['COLLECTED', 31, LB, 'cpcd30', 'steel', MILL, '冀东钢构一期成品库'],
  ['COLLECTED', 36, FR, 'clg856', 'yang', MILL, '丰润区左家坞镇采场'],
  ['COLLECTED', 45, CFD, 'sy215', 'port', 'PORT', '曹妃甸港区围海造地三期'],
  ['COLLECTED', 52, LN, 'b160', 'sun', SITE, '唐山南站站前广场'],
]

export const PLANS: Plan[] = LINES.map(
  ([status, submitted, district, model, owner, place, placeDetail, extra]) => ({
    status,
    submitted,
    district,
    model,
    owner,
    place,
    placeDetail,
    ...extra,
  }),
)
