'use client'

import { use } from 'react'
import type { Scene, Shape } from '@/lib/core/paper'
import { textWidth } from '@/lib/features/document/rules/text-width'
import { BoxedCharacters, splitBoxed } from './boxed'

/** A drawing of a paper (in millimetres) as SVG. */
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
      return <SceneText shape={shape} />
  }
}

type TextShape = Extract<Shape, { kind: 'text' }>

/** The browser's font is not the measured one, so the text is fitted to the measured width. */
function SceneText({ shape }: { shape: TextShape }) {
  const boxed = use(BoxedCharacters)
  const parts = splitBoxed(shape.text, boxed)
  const { x, y, size, anchor, bold, fill, width } = shape
  const textStyle = { fontSize: size, fontWeight: bold ? 700 : 400, lengthAdjust: 'spacingAndGlyphs' }
  if (!parts.some(({ box }) => box)) {
    return (
      <text {...{ x, y, fill, ...textStyle }} textAnchor={anchor} textLength={width}>
        {shape.text}
      </text>
    )
  }
  const unscaledWidth = textWidth(shape.text, bold)
  const scale = width === undefined ? size : width / unscaledWidth
  let at = x - unscaledWidth * scale * SHARE_BEFORE[anchor]
  return parts.map(({ text, box }, index) => {
    const start = at
    const runWidth = textWidth(text, bold) * scale
    at += runWidth
    return box ? (
      <path
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
        key={index}
        d={boxPath(start + 0.05 * runWidth, y - 0.8 * size, 0.9 * runWidth)}
        fill="none"
        stroke={fill}
        strokeWidth={0.06 * size}
      />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
      <text key={index} {...{ x: start, y, fill, ...textStyle }} textLength={runWidth}>
        {text}
      </text>
    )
  })
}

/** Share of a text's width before its anchor. */
const SHARE_BEFORE = { start: 0, middle: 0.5, end: 1 }

const boxPath = (x: number, y: number, side: number) =>
  `M${x} ${y}h${side}v${side}h${-side}zl${side} ${side}m${-side} 0l${side} ${-side}`
