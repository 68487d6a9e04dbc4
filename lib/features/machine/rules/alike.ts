/** Letters and digits that are mistaken for each other on plates and screens. */
const ALIKE = ['O0', 'I1', 'B8', 'S5', 'Z2'] as const
/** A shorter part looks like too many others. */
const MIN_LENGTH = 4

/**
 * A regular expression for all codes that look like this one; null where it has no such character or is too short.
 * @param part key of a code
 */
export function alikePattern(part: string): string | null {
  if ([...part].length < MIN_LENGTH) return null
  const patterns = [...part].map((character) => {
    const pair = ALIKE.find((each) => each.includes(character))
    return pair ? `[${pair}]` : character.replace(/[^\p{L}\p{N}]/u, '\\$&')
  })
  return patterns.some((pattern) => pattern.startsWith('[')) ? patterns.join('') : null
}
