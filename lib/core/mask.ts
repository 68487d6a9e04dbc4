/** How personal data are shown until someone asks to see them (and is recorded). */

/** 138****5678 */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** 110105********002X; a unit's code likewise. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 10 ? '****' : `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`
}

/** Two characters 张*, more 张*三: enough to greet, not to tell. */
export function maskName(name: string): string {
  const letters = [...name]
  if (letters.length <= 1) return '*'
  if (letters.length === 2) return `${letters[0]}*`
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}
