import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/server/env'

/** Not in storage: a file in the making is nobody's yet, and storage may be a bucket. */
const folder = () => path.resolve(env().DATA_DIR, 'scratch')

/**
 * A file on the local disk, for the time of `work`: removed afterwards whatever happens, unless the process is killed
 * (see `clearScratch`).
 */
export async function withScratchFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const { file, remove } = await scratchFile()
  try {
    return await work(file)
  } finally {
    await remove()
  }
}

/** A name for such a file, for who removes it himself: a generator, whose work lies between two calls. */
export async function scratchFile(): Promise<{ file: string; remove: () => Promise<void> }> {
  await mkdir(folder(), { recursive: true })
  const file = path.join(folder(), `${randomUUID()}.part`)
  return { file, remove: () => rm(file, { force: true }) }
}

/** Removes what killed processes have left. @param before nothing in the making stands still since then */
export async function clearScratch(before: Date): Promise<void> {
  const names = await readdir(folder()).catch(() => [])
  for (const name of names) {
    const file = path.join(folder(), name)
    const found = await stat(file).catch(() => null)
    if (found && found.mtime < before) await rm(file, { force: true })
  }
}
