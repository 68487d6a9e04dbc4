import { PlateReader } from '@/lib/server/files/plate-reader'
import type { Tick } from '@/lib/server/jobs/ticker'
import { readDuePhoto } from './commands/read-photos'
import { wantMissing } from './commands/want'

/** Its process starts with the first photo and ends when there are no more. */
const reader = new PlateReader()
let ending = false

/** Another photo is begun only within this time: a server that ends waits for one at most. */
const RUN_MS = 1_000

async function readDuePhotos(): Promise<void> {
  const end = Date.now() + RUN_MS
  do {
    const count = await readDuePhoto(async (jpeg) => {
      const reading = await reader.read(jpeg)
      return ending && 'fault' in reading ? null : reading
    })
    if (count === 0) return
  } while (!ending && Date.now() < end)
}

/** The server ends: so does the process that reads. The photo at hand is left for another server, or for the next start. */
export function endReading(): void {
  ending = true
  reader.close()
}

export const ticks: readonly Tick[] = [
  { name: 'reading.want', everySeconds: 60, run: wantMissing },
  { name: 'reading.run', everySeconds: 1, run: readDuePhotos },
]
