import { Line, Path, Rect, Svg, Text } from '@react-pdf/renderer'
import type { Scene, Shape } from '@/lib/core/paper'
import { FONT } from './fonts'

export const POINTS_PER_MM = 72 / 25.4

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
    case 'text': {
      const style = { fontFamily: FONT, fontSize: shape.size, fontWeight: shape.bold ? 700 : 400 }
      return (
        <Text x={shape.x} y={shape.y} textAnchor={shape.anchor} fill={shape.fill} style={style}>
          {shape.text}
        </Text>
      )
    }
  }
}
