import sharp from 'sharp'
import { endOf, type Shape, sideOf } from '@/prisma/seed/demo-world/shapes'
import { Seeded } from './seeded'

export const WIDTH = 960
export const HEIGHT = 720

const SHAPES: Shape[] = ['excavator', 'dozer', 'loader', 'roller', 'forklift', 'crane', 'truck', 'bus']
const COLOURS = ['#f2b01e', '#e07b1a', '#c9402f', '#2f7d4f', '#d9d9d4']
const SKIES = ['#a9c8e2', '#c3d4de', '#8fb6da', '#d5d9d6', '#97a9b8']
const GROUNDS = ['#a08a68', '#8f8b80', '#9b9384', '#7f8277', '#86817b']

/** Grain of several sizes, as of earth, leaves and concrete, and the sensor's own. */
async function grained(seeded: Seeded, svg: string, strength: number): Promise<Buffer> {
  const layers = [10, 40, 160, 480].map((columns) => {
    const rows = Math.round((columns * HEIGHT) / WIDTH)
    const bytes = Buffer.alloc(columns * rows)
    const depth = strength * (columns === 480 ? 0.6 : 1)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = 128 + (seeded.next() - 0.5) * 2 * depth
    return sharp(bytes, { raw: { width: columns, height: rows, channels: 1 } })
      .resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'cubic' })
      .toColourspace('srgb')
      .raw()
      .toBuffer()
  })
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 as const }
  const inputs = await Promise.all(layers)
  const light = seeded.between(0.75, 1.2)
  const lit = await sharp(Buffer.from(svg))
    .removeAlpha()
    .composite(inputs.map((input) => ({ input, raw, blend: 'overlay' as const })))
    .removeAlpha()
    .raw()
    .toBuffer()
  return sharp(lit, { raw }).linear(light, seeded.between(-12, 12)).jpeg({ quality: 88 }).toBuffer()
}

const svgOf = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${inside}</svg>`

function background(seeded: Seeded): string {
  const horizon = HEIGHT * seeded.between(0.42, 0.64)
  const things = Array.from({ length: 9 }, () => {
    const [x, width, tall] = [seeded.between(-60, WIDTH), seeded.between(30, 210), seeded.between(20, 200)]
    const fill = seeded.pick(['#7d8a94', '#5f6d5a', '#8c7f70', '#a7adb0', '#4f5c47'])
    return seeded.next() < 0.6
      ? `<rect x="${x}" y="${horizon - tall}" width="${width}" height="${tall}" fill="${fill}" opacity="0.7"/>`
      : `<ellipse cx="${x}" cy="${horizon - tall / 3}" rx="${width / 2}" ry="${tall / 2}" fill="${fill}" opacity="0.8"/>`
  })
  const stones = Array.from({ length: 14 }, () => {
    const [x, y, size] = [seeded.between(0, WIDTH), seeded.between(horizon, HEIGHT), seeded.between(4, 46)]
    return `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * 0.4}" fill="${seeded.pick(['#5d5646', '#bfb6a2', '#6f6a60'])}" opacity="0.6"/>`
  })
  return (
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${seeded.pick(SKIES)}"/>${things.join('')}` +
    `<rect y="${horizon}" width="${WIDTH}" height="${HEIGHT}" fill="${seeded.pick(GROUNDS)}"/>${stones.join('')}`
  )
}

/**
 * A photo of a machine on its ground. Eight shapes, three views and five colours only, so that among thousands many show
 * the same machine from the same side; place, size, light, surroundings and grain differ, as between two real photos.
 */
export function machinePhoto(seed: number): Promise<Buffer> {
  const seeded = new Seeded(seed)
  const [shape, colour, view] = [
    seeded.pick(SHAPES),
    seeded.pick(COLOURS),
    seeded.pick(['side', 'front', 'rear']),
  ]
  const drawn = view === 'side' ? sideOf(shape, colour) : endOf(shape, colour, view === 'rear')
  const scale = seeded.between(0.95, 1.45)
  const x = (WIDTH - 640 * scale) / 2 + seeded.between(-70, 70)
  const y = HEIGHT * seeded.between(0.8, 0.92) - 400 * scale
  const flip = view === 'side' && seeded.next() < 0.4 ? 'translate(640 0) scale(-1 1)' : ''
  const mark = `<text x="${seeded.between(150, 260)}" y="${seeded.between(270, 300)}" font-size="30" fill="#1d1d1f">${seeded.digits(3)}</text>`
  const machine = `<g transform="translate(${x} ${y}) scale(${scale}) rotate(${seeded.between(-2.5, 2.5)}) ${flip}">${drawn}${mark}</g>`
  return grained(seeded, svgOf(background(seeded) + machine), seeded.between(14, 34))
}

const CODE_SIGNS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

/**
 * A machine's plate: one layout for all, white on plain black or dark on metal; numbers and date differ.
 * @param still all from the same place, as by a camera on a stand: nothing but the numbers differs
 * @param next of the next machine from the assembly line: the last character of serial and PIN is another, all else the same
 */
export function platePhoto(seed: number, still = false, next = false): Promise<Buffer> {
  const seeded = new Seeded(seed)
  const numbered = (text: string) => (next ? `${text.slice(0, -1)}${text.endsWith('7') ? '8' : '7'}` : text)
  const lines = [
    'PRODUCT  HYDRAULIC EXCAVATOR',
    'MODEL  XE215D',
    'RATED POWER  128 kW',
    `DATE  20${10 + Math.floor(seeded.next() * 15)}-0${1 + Math.floor(seeded.next() * 9)}`,
    numbered(`SERIAL  XUG0215${seeded.digits(6)}`),
    numbered(`PIN  ${seeded.digits(17, CODE_SIGNS)}`),
  ]
  const white = still || seeded.next() < 0.6
  const [metal, ink] = white ? ['#232527', '#f2f2f0'] : ['#c9ccd0', '#1c1c1e']
  const rows = lines.map(
    (line, row) =>
      `<text x="120" y="${220 + row * 78}" font-size="46" font-family="sans-serif" fill="${ink}">${line}</text>`,
  )
  const plate =
    `<rect x="50" y="40" width="${WIDTH - 100}" height="${HEIGHT - 80}" rx="16" fill="${metal}" stroke="#8b8f94" stroke-width="5"/>` +
    `<text x="120" y="130" font-size="58" font-family="sans-serif" font-weight="bold" fill="${ink}">XCMG EXCAVATOR</text>` +
    `<line x1="100" y1="160" x2="${WIDTH - 100}" y2="160" stroke="${ink}" stroke-width="4"/>${rows.join('')}`
  const held = still
    ? ''
    : `translate(${seeded.between(-26, 26)} ${seeded.between(-20, 20)}) rotate(${seeded.between(-2, 2)} 480 360) scale(${seeded.between(0.94, 1.04)})`
  const inside = `<rect width="${WIDTH}" height="${HEIGHT}" fill="#5b6064"/><g transform="${held}">${plate}</g>`
  return grained(seeded, svgOf(inside), still ? 6 : seeded.between(6, 16))
}
