import { greyOf } from './grey'
import { MARK_SIDE, marksOf } from './picture-marks'
import { type PictureQuality, QUALITY_SIDE, qualityOf } from './picture-quality'

/** What the program sees in a picture: marks by which copies are found, and figures of its quality. */
export type PictureLook = PictureQuality & { marks: number[] }

/**
 * @param jpeg as stored
 * @param thumbnail made from it
 * @throws Error when one of them cannot be decoded
 */
export async function lookAt(jpeg: Buffer, thumbnail: Buffer): Promise<PictureLook> {
  const [square, picture] = await Promise.all([
    greyOf(thumbnail, MARK_SIDE, { square: true }),
    greyOf(jpeg, QUALITY_SIDE, { smooth: true }),
  ])
  return { marks: marksOf(square), ...qualityOf(picture) }
}
