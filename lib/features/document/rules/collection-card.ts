import type { DrawnPaper, Scene, Shape } from '@/lib/core/paper'
import { copyText, type PaperData } from './paper-data'
import { placePath } from './place-path'
import { CAP_HEIGHT, fitLine, fitTexts, textWidth } from './text-width'

/** Millimetres (domain.md, Documents). */
export const CARD = { width: 88, height: 60 }
const RADIUS = 3.5
const BAND = 11
const INK = '#1f2430'
const PALE = '#5b6275'
const QR = { side: 31, y: 13 }
/** The quiet zone that scanners need around a QR code: four modules. */
const QUIET_MODULES = 4

/** 信息采集卡, two pages: front with title, QR code and number; back with the rules of use and the issuing bureau. */
export function collectionCard(data: PaperData, copyNumber: number | null): DrawnPaper {
  return {
    kind: 'drawn',
    title: `信息采集卡 ${data.registrationNumber}`,
    fileName: `信息采集卡-${data.registrationNumber}`,
    pages: [front(data), back(data, copyNumber)],
  }
}

function front(data: PaperData): Scene {
  const { title } = data.card
  const titleSize = fitLine(title, CARD.width - 10, 5.3, true)
  const side = (QR.side * data.check.modules) / (data.check.modules + 2 * QUIET_MODULES)
  const offset = (QR.side - side) / 2
  const qr = placePath(
    data.check.path,
    data.check.modules,
    side,
    (CARD.width - QR.side) / 2 + offset,
    QR.y + offset,
  )
  return {
    ...CARD,
    shapes: [
      ...frame(data.colours.background),
      line(title, {
        y: BAND / 2 + (titleSize * CAP_HEIGHT) / 2,
        size: titleSize,
        bold: true,
        fill: data.colours.foreground,
      }),
      { kind: 'path', d: qr, fill: '#000000' },
      line(data.registrationNumber, {
        y: 52.2,
        size: fitLine(data.registrationNumber, CARD.width - 12, 9, true),
        bold: true,
        fill: INK,
      }),
      line('扫描二维码核验登记状态', { y: 57.4, size: 2.4, fill: PALE }),
    ],
  }
}

function back(data: PaperData, copyNumber: number | null): Scene {
  const numbered = data.card.lines.map((text, index) => `${index + 1}. ${text}`)
  const box = { width: CARD.width - 14, height: 25, leading: 1.55 }
  const { size, lines } = fitTexts(numbered, box, [3.9, 3.4, 3, 2.6, 2.2, 1.8])
  const bureauSize = 3.8
  const bureau = fitTexts([data.bureau.name], { width: CARD.width - 14, height: 10, leading: 1.4 }, [
    bureauSize,
    3.2,
    2.6,
    2.2,
  ])
  return {
    ...CARD,
    shapes: [
      ...frame(data.colours.background),
      line(data.registrationNumber, { y: 8.2, size: 6.5, bold: true, fill: data.colours.foreground }),
      ...lines.map(
        (text, index): Shape => ({
          kind: 'text',
          x: 7,
          y: BAND + 7 + index * size * box.leading,
          text,
          size,
          anchor: 'start',
          fill: INK,
        }),
      ),
      ...bureau.lines.map((text, index) =>
        line(text, {
          y: 52 - (bureau.lines.length - 1 - index) * bureau.size * 1.4,
          size: bureau.size,
          bold: true,
          fill: INK,
        }),
      ),
      line(`${data.registeredOn} 登记　${copyText(copyNumber)}`, { y: 56.8, size: 2.4, fill: PALE }),
    ],
  }
}

/** The cutting edge, and the band in the colour of the stage. */
function frame(colour: string): Shape[] {
  const r = RADIUS
  const { width: w, height: h } = CARD
  return [
    {
      kind: 'path',
      d: `M0 ${BAND}V${r}A${r} ${r} 0 0 1 ${r} 0H${w - r}A${r} ${r} 0 0 1 ${w} ${r}V${BAND}Z`,
      fill: colour,
    },
    {
      kind: 'rect',
      x: 0.15,
      y: 0.15,
      width: w - 0.3,
      height: h - 0.3,
      radius: r,
      stroke: colour,
      strokeWidth: 0.3,
    },
  ]
}

function line(text: string, look: { y: number; size: number; bold?: boolean; fill: string }): Shape {
  const width = textWidth(text, look.bold) * look.size
  return { kind: 'text', x: CARD.width / 2, text, anchor: 'middle', width, ...look }
}
