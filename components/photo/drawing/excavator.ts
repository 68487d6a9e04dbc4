import type { Block, Point } from './solids'

const BODY = '#f4b527'
const DARK = '#4d5563'
const STEEL = '#79808c'
const GLASS = '#9fd0ea'
const GRILLE = '#70747c'
const LAMP = '#d94f3d'

const box = (x1: number, x2: number, z1: number, z2: number) =>
  [
    [x1, z1],
    [x2, z1],
    [x2, z2],
    [x1, z2],
  ] as const

const TRACK = [
  [-1.5, 0],
  [1.5, 0],
  [1.95, 0.3],
  [1.95, 0.62],
  [1.55, 0.9],
  [-1.55, 0.9],
  [-1.95, 0.62],
  [-1.95, 0.3],
] as const

/** A pane on a right or left face (y fixed). */
const sidePane = (y: number, corners: readonly (readonly [number, number])[]): Point[] => {
  const points = corners.map(([x, z]): Point => [x, y, z])
  return y < 0 ? points : points.reverse()
}
/** A pane on a rear face, between two points (x, z) of its outline. */
const rearPane = (
  [x1, z1]: readonly [number, number],
  [x2, z2]: readonly [number, number],
  y1: number,
  y2: number,
): Point[] => [
  [x1, y1, z1],
  [x2, y1, z2],
  [x2, y2, z2],
  [x1, y2, z1],
]

/** A typical excavator. */
export const EXCAVATOR: readonly Block[] = [
  { outline: TRACK, right: -1.35, left: -0.72, colour: DARK, overlays: wheels(-1.35) },
  { outline: TRACK, right: 0.72, left: 1.35, colour: DARK, overlays: wheels(1.35) },
  { outline: box(-0.9, 0.9, 0.35, 0.95), right: -0.72, left: 0.72, colour: STEEL },
  // The upper structure, from rear to front.
  {
    outline: [
      [-2.05, 1],
      [-1.5, 0.98],
      [-1.5, 2.1],
      [-2.2, 2.1],
      [-2.35, 1.5],
    ],
    right: -1.3,
    left: 1.3,
    colour: DARK,
    overlays: counterweight(),
  },
  {
    outline: box(-1.5, -0.05, 0.98, 2.1),
    right: -1.3,
    left: 1.3,
    colour: BODY,
    overlays: [
      { points: sidePane(-1.3, box(-1.3, -0.5, 1.35, 1.9)), colour: GRILLE },
      { points: sidePane(1.3, box(-1.3, -0.5, 1.35, 1.9)), colour: GRILLE },
    ],
  },
  { outline: box(-0.05, 1.55, 0.98, 1.24), right: 0.3, left: 1.3, colour: BODY },
  { outline: box(-0.05, 1.35, 0.98, 1.7), right: -1.3, left: -0.35, colour: BODY },
  { outline: box(-0.05, 1.2, 0.98, 1.4), right: -0.35, left: 0.3, colour: STEEL },
  {
    outline: [
      [-0.02, 1.24],
      [1.55, 1.24],
      [1.55, 1.95],
      [1.2, 2.95],
      [0.02, 2.95],
    ],
    right: 0.32,
    left: 1.28,
    colour: BODY,
    overlays: cabPanes(),
  },
  {
    outline: [
      [0.62, 1.3],
      [1.1, 1.3],
      [2.75, 3.2],
      [2.45, 3.75],
    ],
    right: -0.22,
    left: 0.22,
    colour: BODY,
  },
  {
    outline: [
      [2.45, 3.75],
      [2.75, 3.2],
      [4.25, 2.7],
      [4.35, 3.02],
    ],
    right: -0.22,
    left: 0.22,
    colour: BODY,
  },
  {
    outline: [
      [3.85, 1.2],
      [4.12, 1.15],
      [4.55, 3.1],
      [4.15, 3.2],
    ],
    right: -0.17,
    left: 0.17,
    colour: BODY,
  },
  {
    outline: [
      [3.2, 0.62],
      [3.55, 0.25],
      [4.2, 0.5],
      [4.3, 1.1],
      [3.75, 1.3],
    ],
    right: -0.5,
    left: 0.5,
    colour: DARK,
  },
]

/** Panes on all four sides of the cab; the door is on its left. */
function cabPanes() {
  const door = [
    [0.55, 1.35],
    [1.45, 1.35],
    [1.45, 1.93],
    [1.14, 2.82],
    [0.55, 2.82],
  ] as const
  const rear = [
    [0.12, 1.95],
    [0.45, 1.95],
    [0.45, 2.82],
    [0.14, 2.82],
  ] as const
  const right = [
    [0.12, 1.8],
    [1.45, 1.8],
    [1.45, 1.93],
    [1.14, 2.82],
    [0.14, 2.82],
  ] as const
  const windscreen: Point[] = [
    [1.53, 0.42, 2.02],
    [1.53, 1.18, 2.02],
    [1.24, 1.18, 2.84],
    [1.24, 0.42, 2.84],
  ]
  const below: Point[] = [
    [1.55, 0.42, 1.4],
    [1.55, 1.18, 1.4],
    [1.55, 1.18, 1.9],
    [1.55, 0.42, 1.9],
  ]
  return [
    { points: sidePane(1.28, door), colour: GLASS },
    { points: sidePane(1.28, rear), colour: GLASS },
    { points: sidePane(-1, right).map(([x, , z]): Point => [x, 0.32, z]), colour: GLASS },
    { points: windscreen, colour: GLASS },
    { points: below, colour: GLASS },
    { points: rearPane([0.01, 2.15], [0.01, 2.8], 0.45, 1.15), colour: GLASS },
  ]
}

/** Lamps and the warning band on the counterweight. */
function counterweight() {
  const [low, high] = [
    [-2.33, 1.6],
    [-2.24, 1.95],
  ] as const
  const band = [
    [-2.03, 1.08],
    [-2.24, 1.38],
  ] as const
  return [
    { points: rearPane(low, high, -1.15, -0.8), colour: LAMP },
    { points: rearPane(low, high, 0.8, 1.15), colour: LAMP },
    { points: rearPane(low, high, -0.6, 0.6), colour: GRILLE },
    ...[-1.1, -0.5, 0.1, 0.7].map((y) => ({ points: rearPane(...band, y, y + 0.4), colour: BODY })),
  ]
}

/** Rollers in the track, as one lighter band. */
function wheels(y: number) {
  const band = [
    [-1.45, 0.2],
    [1.45, 0.2],
    [1.7, 0.45],
    [1.4, 0.7],
    [-1.4, 0.7],
    [-1.7, 0.45],
  ] as const
  return [{ points: sidePane(y, band), colour: STEEL }]
}
