/**
 * Parallel projection of convex blocks, so that all views of a machine are consistent. x is forward, y to the machine's
 * left, z up; one unit is about a metre.
 */
export type Point = readonly [number, number, number]

/** A convex outline in side view (x, z), extruded from `right` to `left` (y). */
export type Block = {
  outline: readonly (readonly [number, number])[]
  right: number
  left: number
  colour: string
  /** Panes, grilles and the like on a face; visible when the face is. */
  overlays?: readonly { points: readonly Point[]; colour: string }[]
}

/** Viewpoint in degrees: rotation from the front towards the machine's right, and elevation. */
export type View = { rotation: number; elevation?: number }

export type Shape = { points: string; fill: string; line: string }

const LIGHT: Point = [0.45, -0.5, 0.75]
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Screen axes of a view: across, up, and towards the eye. */
function axes({ rotation, elevation = 14 }: View): [Point, Point, Point] {
  const [a, h] = [radians(rotation), radians(elevation)]
  return [
    [Math.sin(a), Math.cos(a), 0],
    [-Math.cos(a) * Math.sin(h), Math.sin(a) * Math.sin(h), Math.cos(h)],
    [Math.cos(a) * Math.cos(h), -Math.sin(a) * Math.cos(h), Math.sin(h)],
  ]
}

const dot = (one: Point, other: Point) => one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
const minus = (one: Point, other: Point): Point => [one[0] - other[0], one[1] - other[1], one[2] - other[2]]

function normalOf([a, b, c]: readonly Point[]): Point {
  if (!a || !b || !c) return [0, 0, 1]
  const [u, v] = [minus(b, a), minus(c, a)]
  const normal: Point = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
  const length = Math.hypot(...normal) || 1
  return [normal[0] / length, normal[1] / length, normal[2] / length]
}

/** Projects a point to the screen; y grows downwards. */
export function project(point: Point, view: View): [number, number] {
  const [across, up] = axes(view)
  return [dot(point, across), -dot(point, up)]
}

/** All visible faces, the farthest first. */
export function shapesOf(blocks: readonly Block[], view: View): Shape[] {
  const [, , eye] = axes(view)
  const depth = ({ outline, right, left }: Block) => {
    const middle = outline.reduce<Point>(
      (sum, [x, z]) => [sum[0] + x / outline.length, sum[1], sum[2] + z / outline.length],
      [0, (right + left) / 2, 0],
    )
    return dot(middle, eye)
  }
  return [...blocks]
    .sort((one, other) => depth(one) - depth(other))
    .flatMap((block) => [
      ...facesOf(block).flatMap((points) => visibleShape(points, block.colour, view, eye)),
      ...(block.overlays ?? []).flatMap(({ points, colour }) => visibleShape(points, colour, view, eye)),
    ])
}

function visibleShape(points: readonly Point[], colour: string, view: View, eye: Point): Shape[] {
  const normal = normalOf(points)
  if (dot(normal, eye) < 0.02) return []
  const light = 0.72 + 0.28 * Math.max(0, dot(normal, LIGHT) / Math.hypot(...LIGHT))
  const text = points
    .map((point) =>
      project(point, view)
        .map((value) => value.toFixed(2))
        .join(','),
    )
    .join(' ')
  return [{ points: text, fill: shade(colour, light), line: shade(colour, 0.5) }]
}

/** Outward faces of a block whose outline runs anticlockwise seen from its right (x to the right, z up). */
function facesOf({ outline, right, left }: Block): Point[][] {
  const rightFace = outline.map(([x, z]): Point => [x, right, z])
  const leftFace = outline.map(([x, z]): Point => [x, left, z]).reverse()
  const around = outline.map(([x, z], at): Point[] => {
    const [x2, z2] = outline[(at + 1) % outline.length] ?? [x, z]
    return [
      [x, right, z],
      [x, left, z],
      [x2, left, z2],
      [x2, right, z2],
    ]
  })
  return [rightFace, leftFace, ...around]
}

function shade(colour: string, factor: number): string {
  const parts = [1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * factor))
  return `rgb(${parts.join(' ')})`
}
