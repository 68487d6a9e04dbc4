/**
 * Advance widths of Noto Sans SC in thousandths of its size, U+0020 to U+007E, from the embedded fonts.
 * For text that must fit a fixed size: the card, the strip.
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

/** Height of capitals and digits, relative to the font size. */
export const CAP_HEIGHT = 0.733

/** Combining marks and invisible characters. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u

/**
 * Width of a text at size 1. Characters outside the table count as full width: Chinese characters, and the box for
 * characters without a font.
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

/** Wraps text to lines of at most `width`, breaking anywhere except before closing punctuation. */
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

/**
 * Wraps texts to a box.
 * @param sizes from large to small
 * @returns the lines and the first size that fits, else the last
 */
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

/** The largest size, up to `largest`, at which one line fits the width. */
export function fitLine(text: string, width: number, largest: number, bold = false): number {
  return Math.min(largest, width / textWidth(text, bold))
}
