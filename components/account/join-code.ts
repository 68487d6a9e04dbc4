/** The code of the unit that somebody tried to register, until that person has asked to join it. */
const STORED_AT = 'join-unit-code'

export function storeJoinCode(code: string | null): void {
  try {
    if (code) sessionStorage.setItem(STORED_AT, code)
    else sessionStorage.removeItem(STORED_AT)
  } catch {
    // No storage: the code is typed once more.
  }
}

export function storedJoinCode(): string {
  try {
    return sessionStorage.getItem(STORED_AT) ?? ''
  } catch {
    return ''
  }
}
