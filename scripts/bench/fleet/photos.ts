import sharp from 'sharp'
import { chinaDay } from '@/lib/core/clock'
import { ZipWriter } from '@/lib/server/sheet/zip/write-zip'

/** Of each machine: those that must be there, and three more. */
export const KINDS = [
  '正面',
  '正面偏右45',
  '右侧',
  '后面',
  '铭牌',
  '发动机铭牌',
  '环保信息标签',
  '环保代码',
] as const
const SIZE = { width: 1600, height: 1200 }
const BOXES = 60

/** Yesterday, in China. */
const takenAt = () => `${chinaDay(new Date(Date.now() - 24 * 3600 * 1000)).replaceAll('-', ':')} 10:00:00`

/** Repeatable, so that two runs draw the same. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

/** No two are alike to whoever compares photos by content. */
function drawn(seed: number): Promise<Buffer> {
  const next = numbers(seed)
  const of = (most: number) => Math.floor(next() * most)
  const boxes = Array.from(
    { length: BOXES },
    () =>
      `<rect x="${of(SIZE.width)}" y="${of(SIZE.height)}" width="${40 + of(260)}" height="${40 + of(200)}" fill="rgb(${of(256)},${of(256)},${of(256)})" transform="rotate(${of(90)})"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">${boxes.join('')}</svg>`
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 12 }
  return (
    sharp({ create: { ...SIZE, channels: 3, background: '#5b7a99', noise } })
      .composite([{ input: Buffer.from(svg), blend: 'over' }])
      // As a phone writes it: of a photo without, the time is not checked.
      .withExif({ IFD2: { DateTimeOriginal: takenAt() } })
      .jpeg({ quality: 82 })
      .toBuffer()
  )
}

/** An archive of the photos of these machines, named by serial. */
export async function archiveOf(serials: readonly string[], seed: number): Promise<Buffer> {
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  for (const [machine, serial] of serials.entries())
    for (const [place, kind] of KINDS.entries()) {
      const bytes = await drawn(seed + machine * KINDS.length + place + 1)
      for await (const piece of zip.entry(`${serial}-${kind}.jpg`, [bytes])) pieces.push(piece)
    }
  return Buffer.concat([...pieces, zip.end()])
}
