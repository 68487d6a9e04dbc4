/**
 * Process that decodes one upload at a time: sharp, exifr, libheif. Node runs this file directly; lib/server/files/picture.ts
 * starts it with the first upload, bounds it, and ends it when idle. It gets no secret and no database: uploads are a stranger's.
 */
import { decodePicture } from './decode-picture.ts'
import type { PictureAnswer } from './picture.ts'

async function answerTo(upload: Uint8Array): Promise<void> {
  const outcome = await decodePicture(Buffer.from(upload.buffer, upload.byteOffset, upload.byteLength))
  // That failure may have left the decoder's memory corrupt.
  const spent = 'fault' in outcome && outcome.fault === 'HEIC_UNREADABLE'
  const answer: PictureAnswer = { outcome, memoryBytes: process.memoryUsage.rss(), spent }
  process.send?.(answer)
  // What the picture left is outside the heap, where the collector does not see how much it is.
  globalThis.gc?.()
}

// An unexpected failure ends the process, and whoever asked hears of that; so does the end of the server end it.
process.on('message', (upload: Uint8Array) => void answerTo(upload))
process.once('disconnect', () => process.exit(0))
