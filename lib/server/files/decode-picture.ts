/** Decoding of uploads, in a process of its own (picture-worker-process.ts). Node runs this file and those that it imports directly, hence their endings. */
import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { closeCutJpeg } from './cut-jpeg.ts'
import { decodeHeic, MAX_HEIC_PIXELS } from './decode-heic.ts'
import { type ExifFacts, readExif } from './exif-facts.ts'
import { greysOf } from './picture-greys.ts'
import { type PictureLook, WORK } from './picture-work.ts'
import { makeThumbnail } from './thumbnail.ts'

/** An upload as it is stored: upright, sRGB, without metadata; time and location from the EXIF are separate. */
export type Picture = ExifFacts & {
  jpeg: Buffer
  thumbnail: Buffer
  width: number
  height: number
  /** Null when it could not be looked at: to be done later. */
  look: PictureLook | null
}

/** Why an upload is no picture. `PIXELS` names how many are accepted. */
export type PictureFault =
  | { fault: 'TYPE' | 'CUT' | 'DAMAGED' | 'HEIF_DAMAGED' | 'HEIC_UNREADABLE' }
  | { fault: 'PIXELS'; most: number }

/** Enough to read a nameplate on a large screen; a phone's full size is four times the bytes. */
const MAX_SIDE = 2560
/** Above the usual largest mode of phones (50 MP), below what would exhaust memory when decoded. */
const MAX_PIXELS = 60_000_000
const JPEG = 'image/jpeg'
const HEIF = new Set(['image/heic', 'image/heic-sequence', 'image/heif', 'image/heif-sequence', 'image/avif'])
const ACCEPTED = new Set([JPEG, 'image/png', 'image/webp', ...HEIF])

// Each buffer is processed once: a cache of operations would only use memory.
sharp.cache(false)
// One picture at a time by one thread: other processors are for those who wait for a page.
sharp.concurrency(1)

class Refused extends Error {
  readonly why: PictureFault
  constructor(why: PictureFault) {
    super(why.fault)
    this.why = why
  }
}

/** Detects the format of an upload by its content, not its name, and converts it to what is stored and served. */
export async function decodePicture(upload: Buffer): Promise<Picture | PictureFault> {
  const mime = (await fileTypeFromBuffer(upload))?.mime
  if (!mime || !ACCEPTED.has(mime)) return { fault: 'TYPE' }
  try {
    return await decode(upload, mime)
  } catch (error) {
    if (error instanceof Refused) return error.why
    return { fault: HEIF.has(mime) ? 'HEIF_DAMAGED' : 'DAMAGED' }
  }
}

async function decode(upload: Buffer, mime: string): Promise<Picture> {
  const { width, height, exif, compression } = await sharp(upload, { limitInputPixels: false }).metadata()
  const most = compression === 'hevc' ? MAX_HEIC_PIXELS : MAX_PIXELS
  if (width * height > most) throw new Refused({ fault: 'PIXELS', most })
  const facts = await readExif(exif)
  if (compression === 'hevc') {
    const picture = await decodeHeic(upload)
    if (!picture) throw new Refused({ fault: 'HEIC_UNREADABLE' })
    const { rgb, ...size } = picture
    return { ...facts, ...(await encode(sharp(rgb, { raw: { ...size, channels: 3 } }))) }
  }
  return { ...facts, ...(mime === JPEG ? await encodeJpeg(upload) : await encode(open(upload))) }
}

type Encoded = Omit<Picture, keyof ExifFacts>
type Fault = 'warning' | 'error'
const open = (upload: Buffer, failOn: Fault = 'error') =>
  sharp(upload, { limitInputPixels: MAX_PIXELS, failOn })

/** Decoder warnings are checked too: a truncated picture only causes a warning and is filled up with grey. */
async function encodeJpeg(upload: Buffer): Promise<Encoded> {
  try {
    return await encode(open(upload, 'warning'))
  } catch {
    const closed = await closeCutJpeg(upload)
    if (!closed) throw new Refused({ fault: 'CUT' })
    return encode(open(closed))
  }
}

async function encode(picture: Sharp): Promise<Encoded> {
  const { data: jpeg, info } = await picture
    .rotate()
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  const thumbnail = await makeThumbnail(jpeg)
  return {
    jpeg,
    thumbnail,
    width: info.width,
    height: info.height,
    look: await lookOnce(jpeg, thumbnail),
  }
}

/** A look that fails says nothing of the picture: it is taken all the same. */
async function lookOnce(jpeg: Buffer, thumbnail: Buffer): Promise<PictureLook | null> {
  try {
    return WORK.look(await greysOf(jpeg, thumbnail))
  } catch {
    return null
  }
}
