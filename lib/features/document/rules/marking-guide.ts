import type { FlowPaper, Scene, Shape } from '@/lib/core/paper'
import { machineViews } from './machine-views'
import { STRIP, stripShapes } from './number-strip'
import { copyText, type PaperData } from './paper-data'

/** The strip is shown at 1:3: 500 mm become 166.7 mm, which fits A4 with margins. */
const SCALE = 3
const DIMENSION = '#5b6275'

/**
 * 号码安装或喷涂说明 (manual, 第七步; domain.md, Documents): the strip to scale, its positions, method and colours.
 * The positions (both sides and the rear) and the strip's size are prescribed; the rest is advice.
 */
export function markingGuide(data: PaperData, copyNumber: number | null): FlowPaper {
  const { bureau, colours, registrationNumber } = data
  const colourText = `底色 ${colourOf(colours.background)}，字符 ${colourOf(colours.foreground)}`
  return {
    kind: 'flow',
    title: `号码安装或喷涂说明 ${registrationNumber}`,
    fileName: `号码安装或喷涂说明-${registrationNumber}`,
    heading: '号码安装或喷涂说明',
    footer: `${registrationNumber}　安装或喷涂说明${copyText(copyNumber)}　打印：${data.printedBy} ${data.printedAt}`,
    blocks: [
      {
        kind: 'pairs',
        pairs: [
          { label: '环保登记号码', value: registrationNumber, strong: true },
          { label: '核定排放阶段', value: `${data.stage.code} ${data.stage.name}`, strong: true },
          { label: '所有者', value: data.owner.name, wide: true },
        ],
      },
      { kind: 'heading', text: '一、号码式样' },
      { kind: 'scene', scene: stripToScale(data), caption: `按 1:${SCALE} 缩小；${colourText}` },
      { kind: 'heading', text: '二、位置' },
      { kind: 'scene', scene: machineViews(data), caption: '机械两侧和后部各一处，共三处' },
      { kind: 'steps', items: PLACES },
      { kind: 'heading', text: '三、方式（任选一种）' },
      { kind: 'steps', items: waysOf(colourText) },
      { kind: 'heading', text: '四、维护' },
      { kind: 'steps', items: CARE },
      { kind: 'heading', text: '五、咨询' },
      {
        kind: 'pairs',
        pairs: [
          { label: '登记单位', value: bureau.name, wide: true },
          { label: '办理地点', value: `${bureau.officeName}　${bureau.address}`, wide: true },
          { label: '电话', value: bureau.phone },
          { label: '办公时间', value: bureau.hours },
        ],
      },
    ],
  }
}

const PLACES = [
  '号码应设在机械机身两侧和后部的明显位置，在机械外部即可看清。',
  '不得设在活动部件、易损部件上，不得被遮挡；三处号码应相同、水平、端正。',
  '机身表面不足以容纳时，可按 5:1 的长宽比例缩小，但应清晰可辨。',
]

function waysOf(colourText: string): string[] {
  return [
    `安装：将领取的号码（${STRIP.width} mm × ${STRIP.height} mm）平整粘贴或固定在清洁、干燥的机身表面，边缘压实、四角牢固。`,
    `喷涂：按上述式样制作模板，${colourText}，外廓 ${STRIP.width} mm × ${STRIP.height} mm，字符居中、边缘整齐，使用不易褪色的涂料。`,
  ]
}

const CARE = [
  '号码应保持完整、清晰。污损、脱落的，应及时清洁、修复，或到登记单位免费补领。',
  '号码仅限本机械使用，不得转让、涂改、遮挡。信息采集卡应随机械携带，以便随时检查。',
]

function stripToScale(data: PaperData): Scene {
  const width = STRIP.width / SCALE
  const height = STRIP.height / SCALE
  return {
    width: width + 15,
    height: height + 9,
    shapes: [
      ...stripShapes(data, { x: 0, y: 0, width }),
      ...measure({ x1: 0, y1: height + 4, x2: width, y2: height + 4 }, `${STRIP.width} mm`),
      ...measure({ x1: width + 4, y1: 0, x2: width + 4, y2: height }, `${STRIP.height} mm`),
    ],
  }
}

/** A dimension line with ticks at its ends and its length beside it. */
function measure(line: { x1: number; y1: number; x2: number; y2: number }, text: string): Shape[] {
  const look = { kind: 'line', stroke: DIMENSION, strokeWidth: 0.2 } as const
  const level = line.y1 === line.y2
  const tick = (x: number, y: number): Shape =>
    level
      ? { ...look, x1: x, y1: y - 1.3, x2: x, y2: y + 1.3 }
      : { ...look, x1: x - 1.3, y1: y, x2: x + 1.3, y2: y }
  const label: Shape = level
    ? {
        kind: 'text',
        x: (line.x1 + line.x2) / 2,
        y: line.y1 + 3.6,
        text,
        size: 2.6,
        anchor: 'middle',
        fill: DIMENSION,
      }
    : {
        kind: 'text',
        x: line.x1 + 1,
        y: (line.y1 + line.y2) / 2 + 1,
        text,
        size: 2.6,
        anchor: 'start',
        fill: DIMENSION,
      }
  return [{ ...look, ...line }, tick(line.x1, line.y1), tick(line.x2, line.y2), label]
}

/** RGB(53, 85, 218), the notation that sign makers use. */
function colourOf(hex: string): string {
  if (/^#f{6}$/i.test(hex)) return '白色'
  const parts = hex.match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i)?.slice(1)
  return parts ? `RGB(${parts.map((part) => Number.parseInt(part, 16)).join(', ')})` : hex
}
