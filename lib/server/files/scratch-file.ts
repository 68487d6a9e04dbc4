import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '../env.ts'
import { giveToFolderOwner } from './folder-owner.ts'

/** Local disk, not storage, which may be a bucket: temporary files are appended to. */
const folder = () => path.resolve(env().DATA_DIR, 'scratch')

/**
 * A temporary file for the duration of `work`: removed afterwards, unless the process is killed (see `clearScratch`).
 */
export async function withScratchFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const { file, remove } = await scratchFile()
  try {
    return await work(file)
  } finally {
    await remove()
  }
}

/** A path for a temporary file that the caller removes; for generators, which cannot use `withScratchFile`. */
export async function scratchFile(): Promise<{ file: string; remove: () => Promise<void> }> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  await giveToFolderOwner(folder())
  const file = path.join(folder(), `${randomUUID()}.part`)
  return { file, remove: () => rm(file, { force: true }) }
}

/** Removes files left by killed processes. @param before files in use have been modified since then */
export async function clearScratch(before: Date): Promise<void> {
  const names = await readdir(folder()).catch(() => [])
  for (const name of names) {
    const file = path.join(folder(), name)
    const found = await stat(file).catch(() => null)
    if (found && found.mtime < before) await rm(file, { force: true })
  }
}
