/** Letters and digits that are taken for each other on a plate and on a screen. */
const ALIKE = ['O0', 'I1', 'B8', 'S5', 'Z2'] as const
/** A shorter part has twins everywhere. */
const SHORTEST = 4

/**
 * A regular expression for all codes that look like this one; null where it has no such character or is too short.
 * @param part key of a code
 */
export function alikePattern(part: string): string | null {
  if ([...part].length < SHORTEST) return null
  const signs = [...part].map((sign) => {
    const pair = ALIKE.find((each) => each.includes(sign))
    return pair ? `[${pair}]` : sign.replace(/[^\p{L}\p{N}]/u, '\\$&')
  })
  return signs.some((sign) => sign.startsWith('[')) ? signs.join('') : null
}
