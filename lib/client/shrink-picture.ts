import { MAX_PHOTO_BYTES } from '@/lib/core/photo-limit'

/** Longest side in pixels: a plate that fills a quarter of the picture is still legible. */
const LONGEST_SIDE = 2000
const QUALITY = 0.85
/** A JPEG below this size and within LONGEST_SIDE is sent unchanged. */
const SMALL_BYTES = 1_500_000

/** A picture that cannot be sent; the message tells the owner what to do. */
export class PictureError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'PictureError'
  }
}

type Format = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'image/avif'

/** Converted by the server: few browsers decode these, and those that do would lose time and location. */
const READ_BY_SERVER: ReadonlySet<Format> = new Set<Format>(['image/heic', 'image/avif'])

let queue: Promise<unknown> = Promise.resolve()

/**
 * Shrinks a photo for upload: longest side 2000 px, JPEG, upright, with the EXIF of a JPEG (the server reads time and
 * location from it). Photos are processed one after another, since a phone's memory holds one decoded picture.
 * HEIC and AVIF are sent unchanged.
 * @throws PictureError when it is not a picture, is damaged, or is still above 10 MB
 */
export function shrinkPicture(file: File): Promise<File> {
  const next = queue.then(() => shrink(file))
  queue = next.catch(() => undefined)
  return next
}

async function shrink(file: File): Promise<File> {
  const format = formatOf(await firstBytes(file))
  if (!format) throw new PictureError('这个文件不是照片，请选择 JPEG、PNG、WebP 或 HEIC 格式的照片')
  if (READ_BY_SERVER.has(format)) {
    requireSendable(file)
    return new File([file], file.name, { type: format })
  }
  const size = await sizeOf(file)
  if (!size) throw new PictureError('照片已损坏，无法读取，请重新拍摄或选择')
  const fits = Math.max(size.width, size.height) <= LONGEST_SIDE
  if (format === 'image/jpeg' && fits && file.size <= SMALL_BYTES) return file
  const small = await compress(new File([file], file.name, { type: format }))
  requireSendable(small)
  return new File([small], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
}

function requireSendable({ size }: Blob): void {
  if (size > MAX_PHOTO_BYTES) throw new PictureError('照片超过 10 MB，请重新拍摄或选择较小的照片')
}

/** The library is loaded on first use. No worker: the content security policy allows no foreign scripts. */
async function compress(file: File): Promise<Blob> {
  const { default: imageCompression } = await import('browser-image-compression')
  try {
    return await imageCompression(file, {
      maxWidthOrHeight: LONGEST_SIDE,
      initialQuality: QUALITY,
      fileType: 'image/jpeg',
      preserveExif: true,
      useWebWorker: false,
    })
  } catch (cause) {
    throw new PictureError('照片没有处理成功，请重新选择，或用较小的照片', cause)
  }
}

async function firstBytes(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, 16).arrayBuffer())
  } catch (cause) {
    // Moved or deleted since it was chosen, or not downloaded from the cloud.
    throw new PictureError('没有读到这张照片，请确认照片已下载到本机后重新选择', cause)
  }
}

/** The format by the first bytes: file names and declared types are often wrong on phones. */
export function formatOf(bytes: Uint8Array): Format | null {
  const text = String.fromCharCode(...bytes)
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG')) return 'image/png'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  if (text.slice(4, 8) === 'ftyp' && /^(hei|hev|mif1|msf1)/.test(text.slice(8, 12))) return 'image/heic'
  if (text.slice(4, 12) === 'ftypavif') return 'image/avif'
  return null
}

/** In pixels; null when the browser cannot read it. Decoded off the main thread where possible. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number } | null> {
  if (typeof createImageBitmap !== 'function') return sizeOfElement(file)
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}

/** For phones from before 2021. */
function sizeOfElement(file: Blob): Promise<{ width: number; height: number } | null> {
  const url = URL.createObjectURL(file)
  const image = new Image()
  return new Promise<{ width: number; height: number } | null>((resolve) => {
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight })
    image.onerror = () => resolve(null)
    image.src = url
  }).finally(() => URL.revokeObjectURL(url))
}
