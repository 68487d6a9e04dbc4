import sharp from 'sharp'

const END = Buffer.from('ffd9', 'hex')

/**
 * Data that no camera wrote: where a picture ended before its end, what is decoded with this behind it differs from what
 * is decoded without. After plain bits come all eight restart marks, since one of them may be what the decoder waits for.
 */
const MADE_UP = Buffer.concat([
  Buffer.alloc(64, 0x55),
  ...Array.from({ length: 8 }, (_, mark) =>
    Buffer.concat([Buffer.from([0xff, 0xd0 + mark]), Buffer.alloc(16, 0x55)]),
  ),
])

/** One row of the largest blocks of a JPEG (16 px), and what comparing at an eighth of the size cannot tell apart. */
const ROWS_MAY_LACK = 24
const SHARE_MAY_LACK = 0.02

/**
 * Closes a JPEG whose last bytes are missing, if it shows all but its lowest edge. Cameras that lose power and messengers
 * that lose a connection leave such files: most lack the two bytes of the end mark, some half the picture, which decoders
 * fill with grey.
 * @returns the file to decode, or null where more than the lowest 24 px (or 2 %) would be made up
 */
export async function closeCutJpeg(jpeg: Buffer): Promise<Buffer | null> {
  const data = dataOf(jpeg)
  if (!data) return null
  const closed = Buffer.concat([data, END])
  const { width, height } = await sharp(closed).metadata()
  const [shown, other] = await Promise.all([
    small(closed, width),
    small(Buffer.concat([data, MADE_UP, END]), width),
  ])
  const differs = shown.data.findIndex((value, at) => value !== other.data[at])
  if (differs === -1) return closed
  const row = Math.floor(differs / shown.info.width / shown.info.channels)
  const lacks = height * (1 - row / shown.info.height)
  return lacks <= Math.max(ROWS_MAY_LACK, height * SHARE_MAY_LACK) ? closed : null
}

/** All but the end mark and what stands behind it; null where no picture begins. */
function dataOf(jpeg: Buffer): Buffer | null {
  const scan = startOfScan(jpeg)
  if (scan === null) return null
  const mark = jpeg.lastIndexOf(END)
  let end = mark > scan ? mark : jpeg.length
  // Half a mark would make one with what is put behind it.
  while (end > scan && jpeg[end - 1] === 0xff) end -= 1
  return jpeg.subarray(0, end)
}

/** Segment by segment: the notes before the picture may hold a small one with an end mark of its own. */
function startOfScan(jpeg: Buffer): number | null {
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const mark = jpeg[at + 1]
    if (mark === 0xda) return at
    at += mark === 0xff ? 1 : 2 + jpeg.readUInt16BE(at + 2)
  }
  return null
}

/** At an eighth of the size, which the decoder makes at little cost in time and memory. */
function small(jpeg: Buffer, width: number) {
  return sharp(jpeg, { failOn: 'none', limitInputPixels: false })
    .resize({ width: Math.max(1, Math.round(width / 8)), kernel: 'nearest' })
    .raw()
    .toBuffer({ resolveWithObject: true })
}
