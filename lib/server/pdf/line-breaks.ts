/** Longer runs of Latin letters and digits are serial numbers: broken anywhere rather than cut off. */
const LONGEST_WORD = 14
const NEVER_FIRST = /^[，。、；：？！）》〉」』】〕”’·…—,.;:?!)\]}%]$/u
const NEVER_LAST = /^[（《〈「『【〔“‘([{]$/u
const LATIN = /^[\u0021-\u024f]$/u

/**
 * Splits a word at possible line breaks. An empty piece means "break without a hyphen": otherwise the engine adds a
 * hyphen at each break, and a serial number must not gain a character.
 */
export function breakable(word: string): string[] {
  return pieces(word).flatMap((piece) => [piece, ''])
}

function pieces(word: string): string[] {
  const found: string[] = []
  let latin = 0
  for (const letter of word) {
    const last = found.at(-1)
    const isLatin = LATIN.test(letter)
    latin = isLatin ? latin + 1 : 0
    const joins =
      last !== undefined &&
      (NEVER_FIRST.test(letter) || NEVER_LAST.test(last.at(-1) ?? '') || (isLatin && latin > 1))
    if (joins) found[found.length - 1] = last + letter
    else found.push(letter)
  }
  return found.flatMap((piece) => (piece.length > LONGEST_WORD ? [...piece] : [piece]))
}
