/**
 * What people paste and type is made uniform before it is checked, stored or looked up, so that look-ups agree with
 * what was stored. Phones' contact lists and Chinese keyboards add full-width characters, blanks and invisible marks.
 */
const WIDE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff！-～\u3000]/
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g

/** Full-width letters, digits and signs → their half-width twins; the ideographic blank → a blank; no invisible marks. */
export function halfWidth(text: string): string {
  // Nearly every text, where a file has a million of them.
  if (!WIDE.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}

/** Half-width, without any blank, upper case: ID numbers (x → X), codes of plates. */
export function compact(text: string): string {
  return halfWidth(text).replace(/\s+/g, '').toUpperCase()
}

/** A name as it is shown: no blanks around it, single ones inside, otherwise as typed. */
export function normaliseName(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
}

/** A name as it is compared: （） and (), the several middle dots, letters of either case and blanks make no difference. */
export function nameKey(name: string): string {
  return compact(name).replace(/[•‧・･∙⋅]/g, '·')
}

/** Separators stamped around a code (`* < >`, manual, 3. 机械环保代码), and what keyboards and fonts make of them. */
const SEPARATORS = /[*∗﹡✱<>〈〉《》‹›«»﹤﹥]/g
/** Dividing marks inside a code, dashes of every length and the several middle dots. */
const DIVIDERS = /[-‐-―−﹣_.·•‧・･∙⋅]/g

/**
 * A code as it is compared and looked up everywhere (serials, environment codes, published numbers, plates): half-width,
 * upper case, without blanks, the stamped separators and dividing marks. `-`, `_` and `.` go as well: makers print one
 * serial as SD16-AA.111446 on the plate and SD16AA111446 in the papers, and no two codes are known that differ by such a
 * mark alone. Letters are never taken for digits (O and 0, I and 1): a machine with the other code may exist.
 */
export function codeKey(text: string | null | undefined): string {
  return compact(text ?? '')
    .replace(SEPARATORS, '')
    .replace(DIVIDERS, '')
}
