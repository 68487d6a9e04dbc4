import { Line, Path, Rect, Svg, Text } from '@react-pdf/renderer'
import type { Scene, Shape } from '@/lib/core/paper'
import { fontRuns, MAIN_FONT } from './font-chain'
import { loadedFont } from './font-store'

export const POINTS_PER_MM = 72 / 25.4

type TextShape = Extract<Shape, { kind: 'text' }>

/** A drawing in vectors, `width` points wide. */
export function SceneView({ scene, width }: { scene: Scene; width: number }) {
  const height = (width * scene.height) / scene.width
  return (
    <Svg viewBox={`0 0 ${scene.width} ${scene.height}`} style={{ width, height }}>
      {scene.shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
        <ShapeView key={index} shape={shape} />
      ))}
    </Svg>
  )
}

function ShapeView({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 0, fill = 'none', stroke = 'none', strokeWidth = 0 } = shape
      const round = { rx: radius, ry: radius }
      return <Rect {...{ x, y, width, height, fill, stroke, strokeWidth }} {...round} />
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, strokeWidth, dashed } = shape
      return (
        <Line {...{ x1, y1, x2, y2, stroke, strokeWidth }} strokeDasharray={dashed ? '1.5 1' : undefined} />
      )
    }
    case 'path': {
      const { d, fill = 'none', stroke = 'none', strokeWidth = 0 } = shape
      return <Path {...{ d, fill, stroke, strokeWidth }} />
    }
    case 'text':
      return <TextView shape={shape} />
  }
}

/** A text as runs of one font side by side, shrunk to the shape's width. */
function TextView({ shape }: { shape: TextShape }) {
  const { size, runs, anchor } = placed(shape)
  return runs.map(({ text, font, x }, index) => (
    <Text
      // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
      key={index}
      x={x}
      y={shape.y}
      textAnchor={anchor}
      fill={shape.fill}
      style={{ fontFamily: font, fontSize: size, fontWeight: shape.bold ? 700 : 400 }}
    >
      {text}
    </Text>
  ))
}

type PlacedRuns = {
  size: number
  anchor: TextShape['anchor']
  runs: { text: string; font: string; x: number }[]
}

function placed(shape: TextShape): PlacedRuns {
  const runs = fontRuns(shape.text)
  const [only] = runs
  if (runs.length === 1 && only?.font === MAIN_FONT) {
    return { size: shape.size, anchor: shape.anchor, runs: [{ ...only, x: shape.x }] }
  }
  const widths = runs.map(({ text, font }) => widthOf(text, font, shape.bold))
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const size = shape.width === undefined ? shape.size : Math.min(shape.size, shape.width / whole)
  let x = shape.x - whole * size * SHARE_BEFORE[shape.anchor]
  return {
    size,
    anchor: 'start',
    runs: runs.map((run, index) => {
      const begin = x
      x += (widths[index] ?? 0) * size
      return { ...run, x: begin }
    }),
  }
}

/** Share of the text's width before its anchor. */
const SHARE_BEFORE = { start: 0, middle: 0.5, end: 1 }

/** Width at size 1. */
function widthOf(text: string, name: string, bold: boolean | undefined): number {
  const font = loadedFont(name, bold)
  return font ? font.layout(text).advanceWidth / font.unitsPerEm : 0
}
