import { decodeGrey } from './decode-grey'
import { MARK_SIDE } from './picture-marks'
import { QUALITY_SIDE } from './picture-quality'
import { inThread } from './picture-thread'
import type { PictureLook } from './picture-work'

/**
 * @param jpeg as stored
 * @param thumbnail made from it
 * @throws Error when one of them cannot be decoded
 * @throws ThreadError when the thread that looks gave no answer: that says nothing of the picture
 */
export async function lookAt(jpeg: Buffer, thumbnail: Buffer): Promise<PictureLook> {
  const [square, picture] = await Promise.all([
    decodeGrey(thumbnail, MARK_SIDE, { square: true }),
    decodeGrey(jpeg, QUALITY_SIDE, { smooth: true }),
  ])
  return inThread('look', { square, picture })
}
