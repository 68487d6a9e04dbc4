import { compact } from '@/lib/core/normalise'

/**
 * Spellings of division names: in full, without 省 / 市 / 区 / 县, without the nationality of an autonomous county,
 * without the levels above. For comparison only, never displayed.
 */
const NATIONALITIES =
  '蒙古|达斡尔|鄂温克|鄂伦春|朝鲜|满|回|藏|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克|东乡|保安|撒拉|土|裕固|羌|苗|彝|壮|布依|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|纳西|景颇|仫佬|毛南|仡佬|布朗|阿昌|普米|怒|独龙|德昂|各'
/** 秀山土家族苗族自治县, 管城回族区; Xinjiang and Inner Mongolia leave 族 out: 木垒哈萨克自治县. */
const OF_NATIONALITY = new RegExp(
  `^(.{2,}?)(?:(?:(?:${NATIONALITIES})族)+(?:自治)?|(?:蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)自治)([县旗州区])$`,
)
const NATIONALITY_ALONE = /^(.{2,}?)族?自治([县旗州])$/
const PROVINCE = /^(内蒙古|广西|西藏|宁夏|新疆|香港|澳门).*区$/
const UNIT = /(?:行政委员会|特区|林区|新区|地区|[省市区县旗盟州])$/

/** Blanks, dashes, slashes, commas, brackets and arrows between the levels. */
const BETWEEN = /[\s\u2010-\u2015\u2212\-_~/\\|,，、。.·:：;；>＞→"'“”()（）[\]【】]+/g
/** Levels that exist only in the coding scheme. */
const CODE_LEVELS = /(?:省|自治区)直辖县级行政(?:区划|单位)|省直辖行政单位|市辖区/g

/** Comparison key of a typed name: without blanks and separators between levels. */
export function divisionKey(text: string): string {
  return compact(text.normalize('NFKC')).replace(BETWEEN, '').replace(CODE_LEVELS, '')
}

/** 唐山 of 唐山市, 秀山 of 秀山土家族苗族自治县; the name itself where less than two characters would be left. */
export function stemOf(name: string): string {
  const short =
    PROVINCE.exec(name)?.[1] ??
    OF_NATIONALITY.exec(name)?.[1] ??
    NATIONALITY_ALONE.exec(name)?.[1] ??
    name.replace(UNIT, '')
  return short.length < 2 ? name : short
}

/** 恩施州 of 恩施土家族苗族自治州, 秀山县 of 秀山土家族苗族自治县: equivalent to the name; null for other names. */
export function withoutNationality(name: string): string | null {
  const match = OF_NATIONALITY.exec(name) ?? NATIONALITY_ALONE.exec(name)
  return match ? `${match[1]}${match[2]}` : null
}

/** How a level above may be written before a district; '' when omitted. */
export function leadingForms(name: string): string[] {
  return ['', ...ownForms(name)]
}

function ownForms(name: string): string[] {
  return [...new Set([name, stemOf(name), withoutNationality(name) ?? name])]
}

const ZONES: readonly [RegExp, string][] = [
  [/(?:高新技术|高技术)(?:产业)?(?:开发区|园区)$/, '高新区'],
  [/经济技术开发区$/, '经开区'],
  [/经济开发区$/, '经开区'],
]

/**
 * Shorter spellings of a division's name.
 * @param cities names of the cities it belongs or belonged to: 苏州工业园区 → 工业园区, when the city comes before
 */
export function shortForms(name: string, cities: readonly string[]): string[] {
  const forms = new Set(ownForms(name))
  for (const city of cities) {
    for (const form of ownForms(city)) {
      const rest = name.startsWith(form) ? name.slice(form.length) : ''
      if (rest.length > 2) forms.add(rest)
    }
  }
  for (const form of [...forms]) {
    for (const [long, short] of ZONES) if (long.test(form)) forms.add(form.replace(long, short))
  }
  forms.delete(name)
  return [...forms].filter((form) => form.length > 1)
}
