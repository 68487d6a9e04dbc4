import type { Scene, Shape } from '@/lib/core/paper'

/** A drawing of a paper in millimetres, as the browser draws it. */
export function PaperScene({ scene }: { scene: Scene }) {
  return (
    <svg
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      style={{ width: `${scene.width}mm`, height: `${scene.height}mm`, display: 'block' }}
      aria-hidden="true"
    >
      {scene.shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
        <ShapeView key={index} shape={shape} />
      ))}
    </svg>
  )
}

function ShapeView({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius, fill = 'none', stroke, strokeWidth } = shape
      return <rect {...{ x, y, width, height, fill, stroke, strokeWidth }} rx={radius} />
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, strokeWidth, dashed } = shape
      return (
        <line {...{ x1, y1, x2, y2, stroke, strokeWidth }} strokeDasharray={dashed ? '1.5 1' : undefined} />
      )
    }
    case 'path': {
      const { d, fill = 'none', stroke, strokeWidth } = shape
      return <path {...{ d, fill, stroke, strokeWidth }} />
    }
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor}
          fill={shape.fill}
          fontSize={shape.size}
          fontWeight={shape.bold ? 700 : 400}
          // The browser's font is not the one that was measured: it is fitted to the same width.
          textLength={shape.width}
          lengthAdjust="spacingAndGlyphs"
        >
          {shape.text}
        </text>
      )
  }
}
