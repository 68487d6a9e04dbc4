/**
 * Advance widths of Noto Sans SC in thousandths of its size, U+0020 to U+007E, read from the fonts that we embed.
 * Needed where text must fit a place of fixed size: the card, the strip.
 */
const REGULAR = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555,
  555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293,
  535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555,
  559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468,
  377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
]
const BOLD = [
  227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590,
  590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330,
  568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590,
  567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495,
  421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
]

/** Height of capitals and digits, in sizes. */
export const CAP_HEIGHT = 0.733

/** Marks on letters, and what has no picture of its own. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u

/**
 * Width of a text of size 1; what is not in the table is taken as a full square, as Chinese characters are, and the box in
 * place of a character that no font has.
 */
export function textWidth(text: string, bold = false): number {
  const table = bold ? BOLD : REGULAR
  let total = 0
  for (const letter of text) {
    const width = table[(letter.codePointAt(0) ?? 0) - 0x20]
    if (width !== undefined || !NO_WIDTH.test(letter)) total += width ?? 1000
  }
  return total / 1000
}

/** Lines of at most `width`, broken anywhere, with closing marks kept off the beginning of a line. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    const fits = textWidth(line + letter) * size <= width
    if (fits || line === '') {
      line += letter
      continue
    }
    const last = [...line].at(-1) ?? ''
    const moves = /[，。、；：！？）》]/u.test(letter) && line.length > 1
    lines.push(moves ? line.slice(0, -last.length) : line)
    line = moves ? last + letter : letter.trimStart()
  }
  return line === '' ? lines : [...lines, line]
}

/** The lines of texts, each broken to the width, and the greatest size from `sizes` at which all fit the height. */
export function fitTexts(
  texts: readonly string[],
  box: { width: number; height: number; leading: number },
  sizes: readonly number[],
): { size: number; lines: string[] } {
  let found = { size: 0, lines: [] as string[] }
  for (const size of sizes) {
    found = { size, lines: texts.flatMap((text) => wrapText(text, box.width, size)) }
    if (found.lines.length * size * box.leading <= box.height) break
  }
  return found
}

/** The greatest size, up to `largest`, at which one line fits the width. */
export function fitLine(text: string, width: number, largest: number, bold = false): number {
  return Math.min(largest, width / textWidth(text, bold))
}
