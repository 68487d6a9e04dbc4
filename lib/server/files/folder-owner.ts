import { chown, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Gives a file or folder to the owner of the folder it is in. For programs that root runs on the server's data (audit:verify,
 * the demo world): the server itself is another user and must be able to write what they leave. Does nothing otherwise.
 */
export async function giveToFolderOwner(file: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(path.dirname(file))
  await chown(file, uid, gid)
}

/** The same for every folder from `below` down to the one that holds `file`, and then for `file`. */
export async function giveTreeToFolderOwner(below: string, file: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  let at = below
  await giveToFolderOwner(at)
  for (const part of path.relative(below, file).split(path.sep)) {
    at = path.join(at, part)
    await giveToFolderOwner(at)
  }
}
