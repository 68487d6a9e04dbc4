import { BRACKETS, DASHES, DOTS, FORMS, LETTERS, QUOTES, RADICALS } from './key-tables'

/**
 * Input is normalised before it is checked, stored or looked up, so that look-ups match what was stored. Contact lists
 * of phones and Chinese keyboards add full-width characters, blanks and invisible marks.
 */
const WIDE =
  /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff！-～\u3000]/
const INVISIBLE = /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g
/** Marks removed from a name before it is stored. A variation selector stays: it selects the glyph of a character. */
const PASTED = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g

/** Full-width letters, digits and signs → half-width; the ideographic space → a space; invisible marks removed. */
export function halfWidth(text: string): string {
  // Fast path for nearly every text: an imported file has a million of them.
  if (!WIDE.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}

/** Half-width, without blanks, upper case: ID numbers (x → X), column headings of a sheet. */
export function compact(text: string): string {
  return halfWidth(text).replace(/\s+/g, '').toUpperCase()
}

/** Without marks that are not seen: one that turns the direction of writing round would print the rest backwards. */
export function withoutMarks(text: string): string {
  return text.replace(PASTED, '')
}

/** A name as it is shown: trimmed, single blanks inside, otherwise as typed. */
export function normaliseName(text: string): string {
  return withoutMarks(text).replace(/\s+/g, ' ').trim()
}

/*
 * The two keys below have equivalents in the database, name_key and code_key (docs/decisions/0019): changing one needs
 * a migration that changes the other and the stored keys. testing/keys.db.test.ts compares them.
 */

/** Blanks of every kind, control characters, soft hyphens, joiners, direction marks, variation selectors, tags. */
export const UNSEEN =
  /\u034f|[\ufe00-\ufe0f]|[\u180b-\u180f]|[\0-\x20\x7f-\xa0\u00ad\u061c\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff0-\ufffc\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu
/**
 * Characters added after Unicode 14 (the version of PostgreSQL 15) that newer versions decompose, compose or reorder:
 * a key must be the same in Node and in the database. None is used in China.
 */
const NEWER =
  /[\u1acf-\u1aff]|[\ua7f1\u{105c0}-\u{105ff}\u{10d40}-\u{10d8f}\u{10efa}-\u{10eff}\u{11380}-\u{113ff}\u{11f00}-\u{11f5f}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}\u{1ccd6}-\u{1ccf9}\u{1e030}-\u{1e08f}\u{1e4d0}-\u{1e4ff}\u{1e5d0}-\u{1e5ff}\u{1e6c0}-\u{1e6ff}]/gu

const EQUIVALENTS = new Map(
  [RADICALS, FORMS, LETTERS, BRACKETS, DOTS, DASHES, QUOTES].flatMap(({ from, to }) => {
    const targets = [...to]
    return [...from].map((sign, at): [string, string] => [sign, targets[at] ?? to])
  }),
)
const REPLACEABLE = new RegExp(
  `[${[...EQUIVALENTS.keys()].map((sign) => sign.replace(/[[\]]/, '\\$&')).join('')}]`,
  'gu',
)

/** Decomposed (NFKD), so that a letter and its accent are the same two characters however they were typed. */
function decomposed(text: string): string {
  return text
    .replace(NEWER, '\ufffd')
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .replace(REPLACEABLE, (sign) => EQUIVALENTS.get(sign) ?? sign)
    .replace(/-{2,}/g, '-')
}

const PLAIN_NAME = /^[0-9A-Z()·\u4e00-\u6235\u6237\u6239-\u9750\u9752-\u9ec2\u9ec4-\u9fff]*$/

/**
 * Key for comparing and looking up names. It ignores blanks and invisible characters, and the difference between （）
 * and (), middle dots, dashes, quotes, radicals and characters (⻓ and 长), upper and lower case, full and half width.
 */
export function nameKey(name: string): string {
  return PLAIN_NAME.test(name) ? name : decomposed(name).normalize('NFKC')
}

const PLAIN_CODE = /^[0-9A-Z]*$/
/**
 * Separators stamped around a code (`* < >`, manual, 3. 机械环保代码), dashes and dividing marks inside it, quotes and
 * brackets, and their look-alikes in keyboards and fonts.
 */
const MARKS =
  /[()*\u066d\u203b\u2042\u204e\u2055\u2217\u22c6\u2605\u2606\u2731-\u273d<>«»\u02c2\u02c3\u1433\u1438\u2039\u203a\u226a\u226b\u25b6-\u25b8\u25ba\u25c0-\u25c2\u25c4\u276c-\u2771\u27e8-\u27eb\u3008-\u300f'"`\u02b9-\u02bc\u2018-\u201f\u2032-\u2037_\-\u02d7\u058a\u05be\u06d4\u1400\u1806\u2010-\u2015\u2043\u2212\u2500\u2501\u2574\u2576\u2796\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\u30fc\ufe31\ufe32\u{10ead}]/gu
const NUMERO = /^[\u3400-\u9fff\u3005\u3007]*NO·+:?/
/** A label copied together with the code: 号码：, 出厂编号, 产品识别码(PIN):, S/N: */
const LABEL =
  /^(?:[\u3400-\u9fff\u3005\u3007]*(?:号码|编号|代码|编码|序列号|识别码|核准号|公开号|登记号|出厂号|车架号|发动机号):?|[\u3400-\u9fff\u3005\u3007]+:|(?:NO|SN|S\/N|PIN|VIN|CODE|NUMBER|SERIAL|SERIALNO|SERIALNUMBER):)+/

/**
 * Key for comparing and looking up codes (serials, environment codes, disclosure numbers, registration numbers, plates):
 * as nameKey, without stamped separators, dividing marks, brackets and a label before it. `-`, `_` and `.` are removed
 * too: makers print one serial as SD16-AA.111446 on the plate and SD16AA111446 in the papers, and no two codes are known
 * that differ only by such a mark. Letters are never equated with digits (O and 0, I and 1): a machine with the other
 * code may exist.
 */
export function codeKey(text: string | null | undefined): string {
  if (!text || PLAIN_CODE.test(text)) return text ?? ''
  return decomposed(text.replaceAll('№', 'No.'))
    .replace(MARKS, '')
    .replace(NUMERO, '')
    .replaceAll('·', '')
    .replace(LABEL, '')
    .normalize('NFKC')
}

const LATIN = /\p{Script=Latin}/u

/**
 * Said with a name that did not match, by what was typed alone. `nameKey` knows every apostrophe as one, and a letter with its accent
 * however it was typed, but not é as e: Grégoire and Gregoire may be two people.
 * @returns continues a sentence; empty for a name without Latin letters
 */
export function spellingHint(typed: string): string {
  return LATIN.test(typed) ? '。外文姓名须与注册时一致，字母上的符号也要填写（é 不同于 e）' : ''
}

/** Written where there is no code. */
const NO_CODE = new Set(
  '无 無 没有 无号 无码 无铭牌 铭牌丢失 见铭牌 丢失 磨损 无法识别 不详 不祥 不明 不清 不清楚 看不清 模糊 无法辨认 未知 未填 未见 暂无 待补 空 缺 缺失 N/A NA NONE NULL NIL UNKNOWN'.split(
    ' ',
  ),
)
/** Is it a name at all? 无, 不详 and signs alone are not, and must never match anybody's name. */
export function isName(text: string): boolean {
  const key = nameKey(text)
  return /[\p{L}\p{N}]/u.test(key) && !NO_CODE.has(key)
}

/** Nothing but signs, or a dummy value of a required field: 000, XXX. */
const SIGNS_ONLY = /^(?:[!-/:-@[-`{-~]*|0+|X+)$/

/** Key of a code that identifies a machine; null for an empty text, 无, 不详, 无编号, /, - and the like. */
export function identifyingCode(text: string | null | undefined): string | null {
  const key = codeKey(text)
  return SIGNS_ONLY.test(key) || NO_CODE.has(key) ? null : key
}
