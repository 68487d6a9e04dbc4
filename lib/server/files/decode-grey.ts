import sharp from 'sharp'
import type { GreyBytes } from './grey.ts'

const SMOOTH = { width: 3, height: 3, kernel: [1, 2, 1, 2, 4, 2, 1, 2, 1] }

/**
 * Decodes a picture to its brightness, beside the event loop; larger ones are made smaller.
 * @param side the longer one, in pixels; with `square` both, whatever the picture's shape. `smooth` takes the grain of a
 *   sensor and leaves edges steep
 * @throws Error when it cannot be decoded
 */
export async function decodeGrey(
  picture: Buffer,
  side: number,
  { square = false, smooth = false } = {},
): Promise<GreyBytes> {
  const resized = sharp(picture)
    .resize(side, side, square ? { fit: 'fill' } : { fit: 'inside', withoutEnlargement: true })
    .greyscale()
  const { data, info } = await (smooth ? resized.convolve(SMOOTH) : resized)
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, bytes: data }
}
