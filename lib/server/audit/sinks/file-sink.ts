import { constants, type FileHandle, open } from 'node:fs/promises'
import type { Sink } from './sink'

/**
 * Appends to a file and waits until it is on the disk. The file must be there: a mount that is away leaves an empty folder, where a
 * new file would be on this machine's own disk.
 */
export function fileSink(file: string): Sink {
  return {
    name: 'file',
    async send(heads) {
      const handle = await open(file, constants.O_RDWR | constants.O_APPEND)
      try {
        const start = (await isTorn(handle)) ? '\n' : ''
        await handle.appendFile(`${start}${heads.map(({ line }) => `${line}\n`).join('')}`)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
  }
}

/** Whether the last line was cut off when the disk was full: the next begins on a line of its own. */
async function isTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat()
  if (size === 0) return false
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] !== 0x0a
}
