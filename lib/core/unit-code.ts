/**
 * 统一社会信用代码 (GB 32100): authority kind, unit kind, six digits of the district, nine characters of the organisation,
 * one check character. The alphabet leaves out I, O, S, V and Z.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const PATTERN = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * `CHECK_CHARACTER`: well formed, but with a wrong check character. Accepted and shown to officers as a warning,
 * since codes in real use fail the check (domain.md, Formats: 91350100M0001TGQXM).
 */
export type UnitCodeVerdict = 'PASS' | 'CHECK_CHARACTER' | 'MALFORMED'

/** Checks a code normalised by `normaliseIdNumber`. */
export function judgeUnitCode(value: string): UnitCodeVerdict {
  if (!PATTERN.test(value)) return 'MALFORMED'
  return unitCodeCheckCharacter(value) === value[17] ? 'PASS' : 'CHECK_CHARACTER'
}

/** The check character for the first 17 characters. */
export function unitCodeCheckCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code[at] ?? ''), 0)
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}
