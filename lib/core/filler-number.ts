/**
 * Is it a dummy document number, typed to fill a required field: eight or more of one digit, or 123456…? Some of these
 * pass the format and even the check character, and would merge all owners without a number into one.
 * @param number half-width, upper case, without blanks
 */
export function isFillerNumber(number: string): boolean {
  const bare = number.replaceAll('-', '')
  return /^[A-Z]?(\d)\1{7,}$/.test(bare) || (bare.length >= 15 && '123456789012345678'.startsWith(bare))
}

export const FILLER_NUMBER_FAULT = '不是真实的证件号码，请填写证件上的号码'
