import sharp from 'sharp'

const END = Buffer.from('ffd9', 'hex')

/**
 * Filler appended to find where a truncated picture ends: from there on, decoding with and without it differs. After
 * plain bits come all eight restart markers, since the decoder may be waiting for one of them.
 */
const FILLER = Buffer.concat([
  Buffer.alloc(64, 0x55),
  ...Array.from({ length: 8 }, (_, mark) =>
    Buffer.concat([Buffer.from([0xff, 0xd0 + mark]), Buffer.alloc(16, 0x55)]),
  ),
])

/** One row of the largest JPEG blocks (16 px), plus the error of comparing at an eighth of the size. */
const MAX_MISSING_ROWS = 24
const MAX_MISSING_SHARE = 0.02

/**
 * Repairs a truncated JPEG if only its lowest edge is missing. Cameras that lose power and messengers that lose the
 * connection leave such files: most lack only the two bytes of the end marker, some half the picture, which decoders fill
 * with grey.
 * @returns the file to decode, or null when more than the lowest 24 px (or 2 %) is missing
 */
export async function closeCutJpeg(jpeg: Buffer): Promise<Buffer | null> {
  const data = dataOf(jpeg)
  if (!data) return null
  const closed = Buffer.concat([data, END])
  const { width, height } = await sharp(closed).metadata()
  const [shown, other] = await Promise.all([
    small(closed, width),
    small(Buffer.concat([data, FILLER, END]), width),
  ])
  const differs = shown.data.findIndex((value, at) => value !== other.data[at])
  if (differs === -1) return closed
  const row = Math.floor(differs / shown.info.width / shown.info.channels)
  const missing = height * (1 - row / shown.info.height)
  return missing <= Math.max(MAX_MISSING_ROWS, height * MAX_MISSING_SHARE) ? closed : null
}

/** The file without the end marker and what follows it; null when it contains no scan. */
function dataOf(jpeg: Buffer): Buffer | null {
  const scan = startOfScan(jpeg)
  if (scan === null) return null
  const mark = jpeg.lastIndexOf(END)
  let end = mark > scan ? mark : jpeg.length
  // A trailing 0xff would form a marker with the bytes appended to it.
  while (end > scan && jpeg[end - 1] === 0xff) end -= 1
  return jpeg.subarray(0, end)
}

/** Walks the segments: the metadata before the scan may contain a thumbnail with its own end marker. */
function startOfScan(jpeg: Buffer): number | null {
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const mark = jpeg[at + 1]
    if (mark === 0xda) return at
    at += mark === 0xff ? 1 : 2 + jpeg.readUInt16BE(at + 2)
  }
  return null
}

/** Decoded at an eighth of the size, which costs little time and memory. */
function small(jpeg: Buffer, width: number) {
  return sharp(jpeg, { failOn: 'none', limitInputPixels: false })
    .resize({ width: Math.max(1, Math.round(width / 8)), kernel: 'nearest' })
    .raw()
    .toBuffer({ resolveWithObject: true })
}
