import sharp from 'sharp'

const THUMBNAIL_SIDE = 320

/** @param jpeg as stored. @returns a JPEG of 320 pixels at most on each side */
export function makeThumbnail(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg)
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer()
}
