import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { giveToFolderOwner } from '@/lib/server/files/folder-owner'

/**
 * The latest head of the audit chain, stored outside the database: an attacker who truncates the chain by SQL cannot
 * change this file. `database` identifies the registry, since a data folder may later be used with another database.
 */
const anchorSchema = z.object({
  database: z.string(),
  seq: z.string().regex(/^[0-9]+$/),
  hash: z.string().length(64),
  at: z.iso.datetime(),
})
export type AuditAnchor = z.infer<typeof anchorSchema>

function anchorFile(): string {
  return path.join(env().DATA_DIR, 'audit-head.json')
}

/** The stored head, or null when there is none yet. */
export async function readAuditAnchor(): Promise<AuditAnchor | null> {
  const text = await readFile(anchorFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : anchorSchema.parse(JSON.parse(text))
}

/** Replaces the stored head atomically: a crash leaves the old or the new one. */
export async function writeAuditAnchor(anchor: AuditAnchor): Promise<void> {
  const file = anchorFile()
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(anchor)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await giveToFolderOwner(draft)
  await rename(draft, file)
}
