import { PlateReader } from '@/lib/server/files/plate-reader'
import type { Tick } from '@/lib/server/jobs/ticker'
import { readDuePhoto } from './commands/read-photos'
import { wantMissing } from './commands/want'

/** Its process starts with the first photo and ends when there are no more. */
const reader = new PlateReader()

/** Photos of one run, at about a second each: a server that ends waits for a run. */
const BATCH = 3

async function readDuePhotos(): Promise<void> {
  for (let count = 0; count < BATCH; count++)
    if ((await readDuePhoto((jpeg) => reader.read(jpeg))) === 0) return
}

export const ticks: readonly Tick[] = [
  { name: 'reading.want', everySeconds: 60, run: wantMissing },
  { name: 'reading.run', everySeconds: 1, run: readDuePhotos },
]
