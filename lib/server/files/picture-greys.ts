import { decodeGrey } from './decode-grey.ts'
import type { GreyBytes } from './grey.ts'
import { MARK_SIDE } from './picture-marks.ts'
import { QUALITY_SIDE } from './picture-quality.ts'

/**
 * What is looked at of a picture.
 * @param jpeg as stored
 * @param thumbnail made from it
 * @throws Error when one of them cannot be decoded
 */
export async function greysOf(
  jpeg: Buffer,
  thumbnail: Buffer,
): Promise<{ square: GreyBytes; picture: GreyBytes }> {
  const [square, picture] = await Promise.all([
    decodeGrey(thumbnail, MARK_SIDE, { square: true }),
    decodeGrey(jpeg, QUALITY_SIDE, { smooth: true }),
  ])
  return { square, picture }
}
