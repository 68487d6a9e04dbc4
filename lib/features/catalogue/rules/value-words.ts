import { compact } from '@/lib/core/normalise'

/**
 * Synonyms for list items used by makers, neighbouring bureaus and older systems. A word that may mean two items
 * (双燃料, 新能源, 燃气, 燃料电池) is left out: it is refused, with the items to choose from.
 */
const FUEL_WORDS: Record<string, readonly string[]> = {
  DIESEL: ['柴', '柴油', '柴油机', '柴油发动机', '轻柴油', '车用柴油', '普通柴油', '柴油燃料', 'DIESEL'],
  GASOLINE: [
    '汽',
    '汽油',
    '汽油机',
    '汽油发动机',
    '车用汽油',
    '无铅汽油',
    '乙醇汽油',
    '车用乙醇汽油',
    '汽油燃料',
    'GASOLINE',
    'PETROL',
  ],
  ELECTRIC: [
    '电',
    '电动',
    '电力',
    '电能',
    '纯电',
    '纯电动',
    '纯电力',
    '电池',
    '蓄电池',
    '动力电池',
    '电瓶',
    '锂电',
    '锂电池',
    '锂电池组',
    '锂离子电池',
    '铅酸',
    '铅酸电池',
    '铅酸蓄电池',
    '电驱',
    '电驱动',
    '纯电驱动',
    'ELECTRIC',
  ],
  NATURAL_GAS: ['天然气', 'LNG', 'CNG', 'NG', '液化天然气', '压缩天然气', '天燃气'],
  LPG: ['LPG', '液化气', '液化石油气', '石油液化气', '液化石油'],
  HYBRID: [
    '混合动力',
    '混动',
    '混合',
    '油电',
    '油电混合',
    '油电混动',
    '油电混合动力',
    '柴电混合',
    '柴电混动',
    '插电混动',
    '插电式混合动力',
    '插电式混动',
    'HYBRID',
  ],
  HYDROGEN: ['氢', '氢燃料', '氢气', '氢能', '氢能源', '氢燃料电池', '氢内燃机', 'HYDROGEN'],
  METHANOL: ['甲醇', '甲醇燃料', '甲醇机', 'METHANOL'],
  OTHER: ['其它'],
  UNKNOWN: ['不详', '不明'],
}
/** 0#柴油, -10号车用柴油, 92#汽油 */
const GRADE = /^(?:车用)?[+-]?\d{1,2}(?:#|号)(?:车用|普通|轻)?(柴油|汽油)$|^(柴油|汽油)[+-]?\d{1,2}(?:#|号)$/

const CATEGORY_WORDS: Record<string, readonly string[]> = {
  EXCAVATOR: [
    '挖机',
    '钩机',
    '勾机',
    '挖土机',
    '液压挖掘机',
    '履带挖掘机',
    '履带式挖掘机',
    '履带式液压挖掘机',
    '轮式挖掘机',
    '轮胎式挖掘机',
    '小型挖掘机',
    '挖掘机械',
  ],
  CRANE: [
    '吊车',
    '汽车吊',
    '履带吊',
    '轮胎吊',
    '起重机械',
    '履带起重机',
    '履带式起重机',
    '轮胎起重机',
    '轮胎式起重机',
  ],
  BULLDOZER: ['推土机械', '履带推土机', '履带式推土机', '轮式推土机'],
  LOADER: ['铲车', '轮式装载机', '履带式装载机', '装载机械', '滑移装载机'],
  ROLLER: ['压路机械', '振动压路机', '轮胎压路机', '单钢轮压路机', '双钢轮压路机', '单钢轮振动压路机'],
  PAVER: ['摊铺机械', '沥青摊铺机', '沥青混凝土摊铺机'],
  GRADER: ['平地机械'],
  FORKLIFT: ['叉式装卸车', '内燃叉车', '电动叉车', '平衡重式叉车', '内燃平衡重式叉车', '蓄电池叉车'],
  PILE_DRIVER: ['打桩机', '桩机', '打桩机械'],
  STACKER: ['空箱堆高机', '集装箱堆高机'],
  SHUTTLE_BUS: ['机场摆渡车', '摆渡客车'],
  OFF_HIGHWAY_TRUCK: ['非公路自卸车', '矿用卡车', '矿用自卸车', '矿卡'],
  AERIAL_PLATFORM: ['高空作业平台', '高空作业机械', '升降平台', '升降车'],
  GENERATOR_SET: ['发电机', '发电机组', '柴油发电机', '柴油发电机组', '移动发电机组'],
  AIR_COMPRESSOR: ['空压机', '移动式空压机', '移动式空气压缩机'],
  ROTARY_DRILL: ['旋挖钻', '旋挖机'],
  DYNAMIC_COMPACTOR: ['强夯机械'],
  OTHER: ['其它'],
}

function codesByWord(words: Record<string, readonly string[]>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([code, all]) => all.map((word) => [word, code] as const)))
}

const fuels = codesByWord(FUEL_WORDS)
const categories = codesByWord(CATEGORY_WORDS)

/** Blanks, width, case, brackets and dots make no difference. */
function plain(text: string): string {
  return compact(text).replace(/[()[\]【】·,、。]/g, '')
}

/** Separates doubled words and additions to the fuel: 天然气(LNG), LNG天然气, 柴油（国六）. */
const PIECES = /[()[\]【】/、,+]/

/** The code of a fuel by synonym; null when unknown or ambiguous. */
export function fuelOf(text: string): string | null {
  const whole = oneFuelOf(plain(text))
  if (whole !== null) return whole
  const pieces = compact(text)
    .replace(/([A-Z])(?=\p{Script=Han})/gu, '$1,')
    .split(PIECES)
    .filter((piece) => piece !== '')
  const codes = pieces.map((piece) => oneFuelOf(plain(piece)) ?? (stageOf(piece) === null ? null : ''))
  const fuelCodes = new Set(codes.filter((code) => code !== ''))
  return fuelCodes.size === 1 ? ([...fuelCodes][0] ?? null) : null
}

function oneFuelOf(word: string): string | null {
  const known = fuels.get(word)
  if (known !== undefined) return known
  const [, before, after] = GRADE.exec(word) ?? []
  if (!before && !after) return null
  return (before ?? after) === '柴油' ? 'DIESEL' : 'GASOLINE'
}

/** The code of a machine category by synonym; null when unknown. */
export function categoryOf(text: string): string | null {
  return categories.get(plain(text)) ?? null
}

const STAGE_WORDS: Record<string, string> = {
  D: 'D',
  电: 'D',
  电动: 'D',
  纯电: 'D',
  纯电动: 'D',
  电力: 'D',
  X: 'X',
  无法确定: 'X',
  不能确定: 'X',
  无排放阶段: 'X',
  无排放阶段或无法确定: 'X',
  国前: '0',
  国一前: '0',
}

/** Spellings of 0 to 6 after 国, by index. */
const SIGNS = [
  ['0', '零', '〇'],
  ['1', '一', 'Ⅰ', 'I'],
  ['2', '二', 'Ⅱ', 'II'],
  ['3', '三', 'Ⅲ', 'III'],
  ['4', '四', 'Ⅳ', 'IV'],
  ['5', '五', 'Ⅴ', 'V'],
  ['6', '六', 'Ⅵ', 'VI'],
] as const
const digitOf = new Map<string, string>(
  SIGNS.flatMap((signs, digit) => signs.map((sign) => [sign, String(digit)] as const)),
)
const SIGN = '([0-6零〇一二三四五六ⅠⅡⅢⅣⅤⅥ]|I{1,3}|IV|VI?)'
const ROAD = '(?:非道路(?:柴油)?(?:移动)?(?:机械)?|GB20891-?2014|HJ1014-?2020)?'
const STAGE = new RegExp(
  `^${ROAD}(?:中国|国家|CHINA|国|非)?第?${SIGN}(?:排放)?(?:标准|阶段)?(?:排放)?(?:标准)?${ROAD}$`,
)

/**
 * The stage that a word means, 0 to 6, D or X: 国三, 国Ⅲ, 国III, 国3, 第三阶段, 三阶段, 国三阶段, 非道路国三, 中国第三阶段, CHINA III,
 * 3. Null for any other text: 欧三, Tier 3, T3, ⅢA are foreign limits, similar to China's but not the same.
 */
export function stageOf(text: string): string | null {
  const word = plain(text).replace(/[-_.]/g, '')
  const known = STAGE_WORDS[word]
  if (known !== undefined) return known
  const stage = word.replace(/(以前|之前|前)$/, '')
  const digit = digitOf.get(STAGE.exec(stage)?.[1] ?? '') ?? null
  if (stage === word) return digit
  return digit === '1' ? '0' : null
}
