import { greysOf } from './picture-greys'
import { inThread } from './picture-thread'
import type { PictureLook } from './picture-work'

/**
 * @param jpeg as stored
 * @param thumbnail made from it
 * @throws Error when one of them cannot be decoded
 * @throws ThreadError when the thread that looks gave no answer: that says nothing of the picture
 */
export async function lookAt(jpeg: Buffer, thumbnail: Buffer): Promise<PictureLook> {
  return inThread('look', await greysOf(jpeg, thumbnail))
}
