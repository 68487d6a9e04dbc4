import type { DrawnPaper, Scene, Shape } from '@/lib/core/paper'
import type { PaperData } from './paper-data'
import { CAP_HEIGHT, fitLine, textWidth } from './text-width'

/** Size of the strip in millimetres (domain.md, Documents). */
export const STRIP = { width: 500, height: 100 }
/** Margin around the number, as a share of the strip's height. */
const MARGIN = 0.12

/** The strip at any size: the number alone, as large as fits, in the colours of its stage. */
export function stripShapes(
  data: Pick<PaperData, 'registrationNumber' | 'colours'>,
  at: { x: number; y: number; width: number },
): Shape[] {
  const height = (at.width * STRIP.height) / STRIP.width
  const free = height * MARGIN
  const { registrationNumber: text, colours } = data
  const size = fitLine(text, at.width - 2 * free, (height - 2 * free) / CAP_HEIGHT, true)
  return [
    { kind: 'rect', x: at.x, y: at.y, width: at.width, height, fill: colours.background },
    {
      kind: 'text',
      x: at.x + at.width / 2,
      y: at.y + height / 2 + (size * CAP_HEIGHT) / 2,
      text,
      size,
      anchor: 'middle',
      bold: true,
      fill: colours.foreground,
      width: textWidth(text, true) * size,
    },
  ]
}

/** 环保登记号码, to be cut from film at actual size; shows only the number. */
export function numberStrip(data: PaperData): DrawnPaper {
  // Bleed: a page whose size is rounded must not show a white line.
  const bleed: Shape = { kind: 'rect', x: -1, y: -1, width: 502, height: 102, fill: data.colours.background }
  const scene: Scene = { ...STRIP, shapes: [bleed, ...stripShapes(data, { x: 0, y: 0, width: STRIP.width })] }
  return {
    kind: 'drawn',
    title: `环保登记号码 ${data.registrationNumber}`,
    fileName: `环保登记号码-${data.registrationNumber}`,
    pages: [scene],
  }
}
