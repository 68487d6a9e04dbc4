import { EXCAVATOR } from './excavator'
import { type Point, place, shapesOf, type View } from './solids'

/** From where a machine is photographed, or shown. */
export const VIEWS = {
  front: { turn: 0, height: 10 },
  frontRight: { turn: 45 },
  right: { turn: 90, height: 10 },
  rear: { turn: 180, height: 14 },
  frontLeft: { turn: -52 },
  left: { turn: -90, height: 10 },
} satisfies Record<string, View>

/** A spot that is shown on the machine, with its words. */
export type Mark = { at: Point; words: string }

/** Our own drawing of a machine from one side, so large that all of it is in the picture. */
export function MachineView({ view, marks = [] }: { view: keyof typeof VIEWS; marks?: readonly Mark[] }) {
  const from = VIEWS[view]
  const shapes = shapesOf(EXCAVATOR, from)
  const { left, top, width, height } = frameOf(shapes.map(({ points }) => points).join(' '))
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
      {marks.map(({ at, words }, index) => {
        const [x, y] = place(at, from)
        return <MarkSign key={words} x={x} y={y} words={marks.length > 1 ? String(index + 1) : undefined} />
      })}
    </svg>
  )
}

/** A ring around the spot; with several of them, their number below it. */
function MarkSign({ x, y, words }: { x: number; y: number; words?: string }) {
  return (
    <g>
      <circle cx={x} cy={y} r="0.24" fill="none" stroke="#fff" strokeWidth="0.2" />
      <circle cx={x} cy={y} r="0.24" fill="rgb(200 38 27 / 25%)" stroke="#c8261b" strokeWidth="0.1" />
      {words && (
        <g>
          <circle cx={x + 0.42} cy={y - 0.42} r="0.27" fill="#c8261b" stroke="#fff" strokeWidth="0.05" />
          <text x={x + 0.42} y={y - 0.28} fontSize="0.4" fontWeight="700" textAnchor="middle" fill="#fff">
            {words}
          </text>
        </g>
      )}
    </g>
  )
}

/** All of the shapes with a little air, in the proportions of a photo at least. */
function frameOf(points: string) {
  const pairs = points.split(' ').map((pair) => pair.split(',').map(Number))
  const [xs, ys] = [pairs.map(([x = 0]) => x), pairs.map(([, y = 0]) => y)]
  const air = 0.3
  const left = Math.min(...xs) - air
  const top = Math.min(...ys) - air
  return { left, top, width: Math.max(...xs) + air - left, height: Math.max(...ys) + air - top }
}
