import { EXCAVATOR } from './excavator'
import { type Point, project, shapesOf, type View } from './solids'

/** Viewpoints from which a machine is photographed or shown. */
export const VIEWS = {
  front: { rotation: 0, elevation: 10 },
  frontRight: { rotation: 45 },
  right: { rotation: 90, elevation: 10 },
  rear: { rotation: 180, elevation: 14 },
  frontLeft: { rotation: -52 },
  left: { rotation: -90, elevation: 10 },
} satisfies Record<string, View>

/** A labelled spot on the machine. */
export type Mark = { at: Point; label: string }

/** Drawing of a machine from one viewpoint, scaled to fit. */
export function MachineView({ view, marks = [] }: { view: keyof typeof VIEWS; marks?: readonly Mark[] }) {
  const from = VIEWS[view]
  const shapes = shapesOf(EXCAVATOR, from)
  const { left, top, width, height } = boundingBox(shapes.map(({ points }) => points).join(' '))
  return (
    <svg
      viewBox={`${left} ${top} ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
      focusable="false"
    >
      <ellipse
        cx={left + width / 2}
        cy={top + height - 0.28}
        rx={width * 0.42}
        ry={0.22}
        fill="#1f2329"
        opacity="0.1"
      />
      {shapes.map(({ points, fill, line }) => (
        <polygon
          key={points}
          points={points}
          fill={fill}
          stroke={line}
          strokeWidth="0.03"
          strokeLinejoin="round"
        />
      ))}
      {marks.map(({ at, label }, index) => {
        const [x, y] = project(at, from)
        return <MarkSign key={label} x={x} y={y} label={marks.length > 1 ? String(index + 1) : undefined} />
      })}
    </svg>
  )
}

/** A ring around the spot, numbered if there are several. */
function MarkSign({ x, y, label }: { x: number; y: number; label?: string }) {
  return (
    <g>
      <circle cx={x} cy={y} r="0.24" fill="none" stroke="#fff" strokeWidth="0.2" />
      <circle cx={x} cy={y} r="0.24" fill="rgb(200 38 27 / 25%)" stroke="#c8261b" strokeWidth="0.1" />
      {label && (
        <g>
          <circle cx={x + 0.42} cy={y - 0.42} r="0.27" fill="#c8261b" stroke="#fff" strokeWidth="0.05" />
          <text x={x + 0.42} y={y - 0.28} fontSize="0.4" fontWeight="700" textAnchor="middle" fill="#fff">
            {label}
          </text>
        </g>
      )}
    </g>
  )
}

/** Bounding box of the shapes, with a margin. */
function boundingBox(points: string) {
  const pairs = points.split(' ').map((pair) => pair.split(',').map(Number))
  const [xs, ys] = [pairs.map(([x = 0]) => x), pairs.map(([, y = 0]) => y)]
  const margin = 0.3
  const left = Math.min(...xs) - margin
  const top = Math.min(...ys) - margin
  return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top }
}
