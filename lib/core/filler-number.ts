/**
 * A document's number that was typed because something had to stand there: eight or more of one digit, or the digits in
 * their order. Some of them have the form and even the check character of a real number, and would make one owner of all
 * who gave none.
 * @param number half-width, upper case, without blanks
 */
export function isFillerNumber(number: string): boolean {
  const bare = number.replaceAll('-', '')
  return /^[A-Z]?(\d)\1{7,}$/.test(bare) || (bare.length >= 15 && '123456789012345678'.startsWith(bare))
}

export const FILLER_NUMBER_FAULT = '不是真实的证件号码，请填写证件上的号码'
