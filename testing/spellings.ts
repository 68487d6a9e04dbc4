import fc from 'fast-check'

/** Arbitrary spellings for the tests of keys and phones: they vary the typing, not the meaning. */

export const UNSEEN = [
  ' ',
  '\t',
  '\n',
  '\u00a0',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u180e',
  '\u2003',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u202f',
  '\u2060',
  '\u2066',
  '\u2069',
  '\u2800',
  '\u3000',
  '\u3164',
  '\ufe0f',
  '\ufeff',
  '\u{e0100}',
] as const
export const DASHES = [...'-‐‑‒–—―−﹘﹣－⁃➖〜﹉'.slice(0, 14), '_', '.', '·', '•', '・', '･', '⋅'] as const
export const STAMPS = [...'*＊∗﹡✱<>＜＞〈〉《》‹›«»❮❯()（）［］【】〔〕\'"‘’“”'] as const
export const MIDDLE_DOTS = [...'·•‧・･∙⋅●.．。｡'] as const
export const OPENING = [...'(（﹙[［【〔〖{｛'] as const
export const CLOSING = [...')）﹚]］】〕〗}｝'] as const
export const HEADINGS = [
  '号码：',
  '编号:',
  '出厂编号：',
  '机械环保代码',
  '产品识别码(PIN):',
  'No.',
  'NO:',
  '№',
  'S/N：',
] as const
/** Radicals and the characters they replace. */
export const RADICALS: Readonly<Record<string, string>> = {
  长: '⻓',
  车: '⻋',
  门: '⻔',
  马: '⻢',
  飞: '⻜',
  食: '⻝',
  见: '⻅',
  龙: '⻰',
  鱼: '⻥',
  黄: '⻩',
  青: '⾭',
  户: '⼾',
  工: '⼯',
  土: '⼟',
  山: '⼭',
  金: '⾦',
  石: '⽯',
}

export const wide = (sign: string) =>
  /^[!-~]$/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign

type Way = { pick: number; before: string; choice: number }
const way = (between: readonly string[]) =>
  fc.record({ pick: fc.nat(3), before: fc.constantFrom('', '', '', ...between), choice: fc.nat(1000) })

/**
 * A possible spelling of the text: some of `between` inserted between its characters, each character in one of its forms.
 * @param formsOf equivalent forms of a character
 */
export function spelled(
  text: string,
  between: readonly string[],
  formsOf: (sign: string) => readonly string[],
): fc.Arbitrary<string> {
  const signs = [...text]
  return fc
    .array(way(between), { minLength: signs.length + 1, maxLength: signs.length + 1 })
    .map((ways) =>
      [...signs.map((sign, at) => form(sign, formsOf(sign), ways[at])), ways.at(-1)?.before].join(''),
    )
}

function form(sign: string, forms: readonly string[], chosen: Way | undefined): string {
  if (!chosen) return sign
  const other = chosen.pick === 0 ? forms[chosen.choice % Math.max(forms.length, 1)] : undefined
  return chosen.before + (other ?? sign)
}

/** Names of people and units, including dots and brackets. */
export const names = fc
  .array(
    fc.constantFrom(
      ...'长车门马飞食见龙鱼黄青户工土山金石王伟建设集团有限公司阿卜杜拉买提𠮷𬭎',
      ...'ABCVOLVO39',
      '·',
      '-',
      "'",
      '(北京)',
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(''))
  // A key treats two dashes as one.
  .filter((name) => !name.includes('--'))

/** Dashes in names: of any length, also doubled as Chinese keyboards type them. */
const NAME_DASHES = [...'-‐‑‒–—―−﹘﹣－', '——', '--']
const QUOTES = [..."'‘’"]
export const formsOfName = (sign: string): readonly string[] => {
  if (sign === '·') return MIDDLE_DOTS
  if (sign === '(') return OPENING
  if (sign === ')') return CLOSING
  if (sign === '-') return NAME_DASHES
  if (sign === "'") return QUOTES
  const radical = RADICALS[sign]
  if (radical) return [radical]
  return /^[0-9A-Z]$/.test(sign) ? [wide(sign), sign.toLowerCase(), wide(sign.toLowerCase())] : []
}

export const codes = fc
  .array(fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 3, maxLength: 24 })
  .map((signs) => signs.join(''))
export const formsOfCode = (sign: string): readonly string[] => [
  wide(sign),
  sign.toLowerCase(),
  wide(sign.toLowerCase()),
]
