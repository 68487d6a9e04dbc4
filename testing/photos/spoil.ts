import sharp from 'sharp'
import type { Random } from '../planted/random'
import { HEIGHT, WIDTH } from './draw'

type Spoiling = (photo: Buffer, random: Random) => Promise<Buffer>

const share = (random: Random, from: number, to: number) => random.int(from * 100, to * 100) / 100

/** Grain of a sensor in one tone: no two are the same file. */
function plain(tone: number, grain: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: tone, sigma: grain } as const
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#000', noise } })
    .jpeg()
    .toBuffer()
}

/** As long as the camera moved, in pixels of WIDTH. */
function moved(photo: Buffer, pixels: number): Promise<Buffer> {
  const row = (weight: number) => Array.from({ length: pixels }, () => weight)
  const kernel = { width: pixels, height: 3, kernel: [...row(0), ...row(1), ...row(0)] }
  return sharp(photo).convolve(kernel).jpeg().toBuffer()
}

const STATUS_BAR = (ink: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="90"><text x="60" y="60" font-size="40" font-family="sans-serif" fill="${ink}">14:05</text>` +
      `<rect x="930" y="32" width="80" height="34" rx="8" fill="none" stroke="${ink}" stroke-width="4"/><rect x="936" y="38" width="50" height="22" fill="${ink}"/></svg>`,
  )

/** A picture opened on a phone, its screen kept: the photo between two bars, the clock above. */
async function screenshot(photo: Buffer, random: Random): Promise<Buffer> {
  const height = random.pick([2160, 2240, 2340, 2400])
  const [paper, ink] = random.pick([
    ['#000000', '#ffffff'],
    ['#f5f5f5', '#111111'],
  ])
  const shown = await sharp(photo).resize(1080).toBuffer({ resolveWithObject: true })
  const top = Math.round((height - shown.info.height) / 2)
  return sharp({ create: { width: 1080, height, channels: 3, background: paper } })
    .composite([
      { input: shown.data, left: 0, top },
      { input: STATUS_BAR(ink), left: 0, top: 0 },
    ])
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** What makes a photo useless. */
export const SPOILINGS = {
  black: (_, random) => plain(random.int(2, 12), 2),
  blank: (_, random) => plain(random.int(60, 190), 2),
  dark: (photo, random) =>
    sharp(photo)
      .linear(share(random, 0.08, 0.18), 0)
      .jpeg()
      .toBuffer(),
  bright: (photo, random) =>
    sharp(photo)
      .linear(share(random, 0.2, 0.5), random.int(225, 240))
      .jpeg()
      .toBuffer(),
  blurred: (photo, random) => sharp(photo).blur(random.int(7, 14)).jpeg().toBuffer(),
  moved: (photo, random) => moved(photo, random.int(30, 45)),
  small: (photo, random) => sharp(photo).resize(random.int(200, 380)).jpeg().toBuffer(),
  sideways: (photo, random) =>
    sharp(photo)
      .rotate(random.pick([90, 270]))
      .jpeg({ quality: 90 })
      .toBuffer(),
  screenshot,
} satisfies Record<string, Spoiling>
