import type { Scene, Shape } from '@/lib/core/paper'
import { STRIP, stripShapes } from './number-strip'
import type { PaperData } from './paper-data'

const LINE = '#3a4050'
const BODY = '#eef0f5'
const GLASS = '#d5e3f5'
const INK = '#1f2430'
const CELL = 60
const HEIGHT = 50

/** Positions of the number: left side, right side and rear of a machine, drawn as a loader. */
export function machineViews(data: PaperData): Scene {
  return {
    width: 3 * CELL,
    height: HEIGHT,
    shapes: [...side(data, 0, false), ...side(data, CELL, true), ...rear(data, 2 * CELL)],
  }
}

function side(data: PaperData, left: number, mirrored: boolean): Shape[] {
  // The machine looks to the left; the right side is its mirror image.
  const at = (x: number) => left + (mirrored ? CELL - x : x)
  const outline = (d: readonly (readonly [number, number])[], fill: string): Shape => ({
    kind: 'path',
    d: `M${d.map(([x, y]) => `${at(x)} ${y}`).join('L')}Z`,
    fill,
    stroke: LINE,
    strokeWidth: 0.4,
  })
  const strip = { width: 21, height: (21 * STRIP.height) / STRIP.width }
  const stripLeft = mirrored ? at(31) - strip.width : at(31)
  return [
    outline(BUCKET, BODY),
    outline(ARM, BODY),
    outline(HULL, BODY),
    outline(CAB, BODY),
    outline(WINDOW, GLASS),
    ...wheel(at(20), 35),
    ...wheel(at(44), 35),
    ...stripShapes(data, { x: stripLeft, y: 22.4, width: strip.width }),
    caption(left, mirrored ? '机械右侧' : '机械左侧'),
  ]
}

const BUCKET = [
  [2, 30],
  [8, 29],
  [9, 38],
  [3, 39],
] as const
const ARM = [
  [7, 32],
  [22, 21],
  [25, 24],
  [9, 36],
] as const
const HULL = [
  [14, 29],
  [22, 20],
  [54, 20],
  [55, 32],
  [14, 32],
] as const
const CAB = [
  [22, 20],
  [24, 7],
  [36, 7],
  [37, 20],
] as const
const WINDOW = [
  [24, 18],
  [25.6, 9],
  [34.6, 9],
  [35.2, 18],
] as const

function rear(data: PaperData, left: number): Shape[] {
  const box = (x: number, y: number, width: number, height: number, fill: string): Shape => ({
    kind: 'rect',
    x: left + x,
    y,
    width,
    height,
    radius: 1,
    fill,
    stroke: LINE,
    strokeWidth: 0.4,
  })
  return [
    box(13, 26, 7, 16, '#555b6b'),
    box(40, 26, 7, 16, '#555b6b'),
    box(22, 7, 16, 14, BODY),
    box(23.6, 8.8, 12.8, 8, GLASS),
    box(16, 20, 28, 15, BODY),
    ...stripShapes(data, { x: left + 19.5, y: 25, width: 21 }),
    caption(left, '机械后部'),
  ]
}

function wheel(x: number, y: number): Shape[] {
  const ring = (radius: number, fill: string): Shape => ({
    kind: 'path',
    d: `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`,
    fill,
    stroke: LINE,
    strokeWidth: 0.4,
  })
  return [ring(7, '#555b6b'), ring(3.2, '#ffffff')]
}

function caption(left: number, text: string): Shape {
  return { kind: 'text', x: left + CELL / 2, y: 48, text, size: 3.1, anchor: 'middle', fill: INK }
}
