import exifr from 'exifr'
import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { AppError, fieldError } from '@/lib/core/app-error'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { closeCutJpeg } from './cut-jpeg'
import { MAX_HEIC_PIXELS, withHeic } from './heic'
import { lookAt } from './picture-look'
import type { PictureLook } from './picture-work'
import { ThreadError } from './thread'

/** An upload as it is stored: upright, sRGB, without metadata; time and location from the EXIF are separate. */
export type Picture = {
  jpeg: Buffer
  thumbnail: Buffer
  width: number
  height: number
  /** Null when nobody could look just now: to be done later. */
  look: PictureLook | null
  takenAt: Date | null
  latitude: number | null
  longitude: number | null
}

/** Enough to read a nameplate on a large screen; a phone's full size is four times the bytes. */
const MAX_SIDE = 2560
const THUMBNAIL_SIDE = 320
/** Above the usual largest mode of phones (50 MP), below what would exhaust memory when decoded. */
const MAX_PIXELS = 60_000_000
const JPEG = 'image/jpeg'
const HEIF = new Set(['image/heic', 'image/heic-sequence', 'image/heif', 'image/heif-sequence', 'image/avif'])
const ACCEPTED = new Set([JPEG, 'image/png', 'image/webp', ...HEIF])

// Each buffer is processed once: a cache of operations would only use memory.
sharp.cache(false)

/**
 * Detects the format of an upload by its content, not its name, and converts it to what is stored and served.
 * @throws AppError UNSUPPORTED_MEDIA when it is not JPEG, PNG, WebP, HEIC or AVIF or is damaged, INVALID for too many
 *   pixels, UNAVAILABLE when the HEIC queue is full
 */
export async function readPicture(upload: Buffer): Promise<Picture> {
  const mime = await typeOf(upload)
  try {
    const { width, height, exif, compression } = await sharp(upload, { limitInputPixels: false }).metadata()
    const maxPixels = compression === 'hevc' ? MAX_HEIC_PIXELS : MAX_PIXELS
    if (width * height > maxPixels)
      throw fieldError('file', `照片像素过大，请用不超过 ${maxPixels / 10_000} 万像素的照片`)
    const exifFacts = await readExif(exif)
    if (compression === 'hevc') {
      const body = await withHeic(upload, ({ rgb, ...size }) =>
        inTurn(() => encode(sharp(rgb, { raw: { ...size, channels: 3 } }))),
      )
      return { ...exifFacts, ...body }
    }
    return {
      ...exifFacts,
      ...(await inTurn(() => (mime === JPEG ? encodeJpeg(upload) : encode(open(upload))))),
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const detail = HEIF.has(mime)
      ? '这张 HEIC/AVIF 照片无法读取（已损坏，或是连拍、动态照片），请选择单张照片或改用 JPEG 格式'
      : '照片已损坏，无法读取，请重新拍摄或选择'
    throw new AppError('UNSUPPORTED_MEDIA', { detail, cause })
  }
}

async function typeOf(upload: Buffer): Promise<string> {
  const mime = (await fileTypeFromBuffer(upload))?.mime
  if (mime && ACCEPTED.has(mime)) return mime
  throw new AppError('UNSUPPORTED_MEDIA', {
    detail: '文件内容不是支持的图片格式，请上传 JPEG、PNG、WebP 或 HEIC 照片',
  })
}

type Fault = 'warning' | 'error'
const open = (upload: Buffer, failOn: Fault = 'error') =>
  sharp(upload, { limitInputPixels: MAX_PIXELS, failOn })

/** Decoder warnings are checked too: a truncated picture only causes a warning and is filled up with grey. */
async function encodeJpeg(upload: Buffer): Promise<Encoded> {
  try {
    return await encode(open(upload, 'warning'))
  } catch (cause) {
    const closed = await closeCutJpeg(upload)
    if (!closed)
      throw new AppError('UNSUPPORTED_MEDIA', {
        detail: '照片不完整，只有上面一部分，请重新拍摄或选择',
        cause,
      })
    return encode(open(closed))
  }
}

type Encoded = Pick<Picture, 'jpeg' | 'thumbnail' | 'width' | 'height' | 'look'>

async function encode(picture: Sharp): Promise<Encoded> {
  const { data: jpeg, info } = await picture
    .rotate()
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  const thumbnail = await makeThumbnail(jpeg)
  return { jpeg, thumbnail, width: info.width, height: info.height, look: await lookNow(jpeg, thumbnail) }
}

/** A thread that fails says nothing of the picture: it is taken all the same. */
async function lookNow(jpeg: Buffer, thumbnail: Buffer): Promise<PictureLook | null> {
  try {
    return await lookAt(jpeg, thumbnail)
  } catch (error) {
    if (!(error instanceof ThreadError)) throw error
    log().warn({ error: errorFacts(error) }, 'upload not looked at')
    return null
  }
}

export function makeThumbnail(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg)
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer()
}

type ExifFacts = Pick<Picture, 'takenAt' | 'latitude' | 'longitude'>

/** Unreadable values are left out: a photo is not refused for its metadata. */
async function readExif(exif: Buffer | undefined): Promise<ExifFacts> {
  const nothing: ExifFacts = { takenAt: null, latitude: null, longitude: null }
  if (!exif) return nothing
  // exifr needs the TIFF body, without the marker that libvips leaves in front.
  const body = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
  const tags = await exifr.parse(body, { gps: true, reviveValues: false }).catch(() => undefined)
  if (!tags) return nothing
  return {
    takenAt: takenAt(tags.DateTimeOriginal ?? tags.CreateDate, tags.OffsetTimeOriginal),
    ...place(tags),
  }
}

/** `2026:11:20 08:30:00`, local time of the phone; in China's zone when the offset is missing. */
export function takenAt(text: unknown, offset: unknown): Date | null {
  const parts = typeof text === 'string' ? /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) : null
  if (!parts) return null
  const zone = typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00'
  const at = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`)
  const year = at.getUTCFullYear()
  return Number.isNaN(at.getTime()) || year < 1990 || year > 2200 ? null : at
}

function place(tags: { latitude?: unknown; longitude?: unknown }): Pick<ExifFacts, 'latitude' | 'longitude'> {
  const { latitude, longitude } = tags
  if (typeof latitude !== 'number' || typeof longitude !== 'number')
    return { latitude: null, longitude: null }
  const real = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  // Phones without a GPS fix write 0, 0.
  return real && (latitude !== 0 || longitude !== 0)
    ? { latitude, longitude }
    : { latitude: null, longitude: null }
}

/** Decoded pictures are large: more would use all memory and cores, and pages would have to wait. */
const CONCURRENCY = 2
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= CONCURRENCY) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
