import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/server/env'

/**
 * The newest head of the audit chain, kept outside the database: whoever cuts off the end of the chain there cannot
 * reach this file with SQL. `database` tells which registry it belongs to, since one data folder may serve another
 * database tomorrow.
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

/** The kept head, or null when there is none yet. */
export async function readAuditAnchor(): Promise<AuditAnchor | null> {
  const text = await readFile(anchorFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : anchorSchema.parse(JSON.parse(text))
}

/** Replaces the kept head; a crash leaves the old or the new one, never half a file. */
export async function writeAuditAnchor(anchor: AuditAnchor): Promise<void> {
  const file = anchorFile()
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(anchor)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}
