import sharp from 'sharp'

/** A picture's brightness, row by row, 0 black to 255 white. */
export type Grey = { width: number; height: number; pixels: Float32Array }

const SMOOTH = { width: 3, height: 3, kernel: [1, 2, 1, 2, 4, 2, 1, 2, 1] }

/**
 * Decodes a picture to its brightness; larger ones are made smaller.
 * @param side the longer one, in pixels; with `square` both, whatever the picture's shape. `smooth` takes the grain of a
 *   sensor and leaves edges steep
 * @throws Error when it cannot be decoded
 */
export async function greyOf(
  picture: Buffer,
  side: number,
  { square = false, smooth = false } = {},
): Promise<Grey> {
  const resized = sharp(picture)
    .resize(side, side, square ? { fit: 'fill' } : { fit: 'inside', withoutEnlargement: true })
    .greyscale()
  const { data, info } = await (smooth ? resized.convolve(SMOOTH) : resized)
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, pixels: new Float32Array(data) }
}

/** Brightness between the pixels; outside the picture that of its edge. */
export function brightnessAt({ width, height, pixels }: Grey, x: number, y: number): number {
  const left = Math.max(0, Math.min(Math.floor(x), width - 2))
  const top = Math.max(0, Math.min(Math.floor(y), height - 2))
  const dx = Math.max(0, Math.min(x - left, 1))
  const dy = Math.max(0, Math.min(y - top, 1))
  const at = top * width + left
  const upper = (pixels[at] ?? 0) * (1 - dx) + (pixels[at + 1] ?? 0) * dx
  const lower = (pixels[at + width] ?? 0) * (1 - dx) + (pixels[at + width + 1] ?? 0) * dx
  return upper * (1 - dy) + lower * dy
}
