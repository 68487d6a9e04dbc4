/** Masks for personal data; showing them in full is a recorded act. */

/** 138****5678 */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** 110105********002X; also for a unit code. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 10 ? '****' : `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`
}

/**
 * 110105************: enough to tell two numbers apart, where whoever decides is to read the last four characters from the document
 * itself.
 */
export function maskAllButStart(idNumber: string): string {
  const shown = idNumber.length < 12 ? 2 : 6
  return idNumber.length < 8 ? '****' : idNumber.slice(0, shown).padEnd(idNumber.length, '*')
}

/**
 * In place of a document's number where it is to be read from the document itself: whoever hands a number over asks for
 * the last four characters, so no screen or paper beside that question shows any.
 */
export const HIDDEN_ID_NUMBER = '******'

/** Two characters 张*, more 张*三: enough to address a person, not to identify one. */
export function maskName(name: string): string {
  const letters = [...name]
  if (letters.length <= 1) return '*'
  if (letters.length === 2) return `${letters[0]}*`
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}
