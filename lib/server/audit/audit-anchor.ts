import { timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { giveToFolderOwner } from '@/lib/server/files/folder-owner'
import { auditHmac } from '@/lib/server/secrets/secrets'

const seq = z.string().regex(/^[0-9]+$/)
const headSchema = z.object({ seq, hash: z.string().length(64) })
export type AnchoredHead = z.infer<typeof headSchema>

/**
 * The head of the audit chain, outside the database and signed: an attacker who has the database can change neither the file
 * nor make another that is believed.
 */
const anchorSchema = z.object({
  version: z.literal(2),
  /** Of which database: a data folder may later be used with another. */
  database: z.string(),
  /** The first seal whose event must carry a MAC: older ones were written before there were any. */
  macFrom: seq,
  head: headSchema,
  /** What is being sealed: after a crash the chain ends in `head` or here. */
  next: headSchema.nullable(),
  at: z.iso.datetime(),
})
export type AuditAnchor = z.infer<typeof anchorSchema>
const signedSchema = anchorSchema.extend({ mac: z.string() })
/** As written before anchors were signed. */
const oldSchema = headSchema.extend({ database: z.string() })

/** What stands in the anchor's file. INVALID: not written by this registry, or changed. UNREADABLE: nothing, or no whole text. */
export type AnchorFile =
  | { state: 'MISSING' }
  | { state: 'INVALID' }
  | { state: 'UNREADABLE' }
  | { state: 'OLD'; database: string; head: AnchoredHead }
  | { state: 'SIGNED'; anchor: AuditAnchor }

export function anchorFile(): string {
  return env().AUDIT_ANCHOR || path.join(env().DATA_DIR, 'audit-head.json')
}

export async function readAuditAnchor(): Promise<AnchorFile> {
  const text = await readFile(anchorFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? { state: 'MISSING' } : parsed(text)
}

function parsed(text: string): AnchorFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { state: 'UNREADABLE' }
  }
  const signed = signedSchema.safeParse(value)
  if (signed.success) {
    const { mac, ...anchor } = signed.data
    return isEqual(mac, macOf(anchor)) ? { state: 'SIGNED', anchor } : { state: 'INVALID' }
  }
  const old = oldSchema.safeParse(value)
  if (!old.success || (typeof value === 'object' && value !== null && 'version' in value))
    return { state: 'INVALID' }
  const { database, seq, hash } = old.data
  return { state: 'OLD', database, head: { seq, hash } }
}

/** The signature of an anchor: over its fields in this order. */
export function macOf({ version, database, macFrom, head, next, at }: AuditAnchor): string {
  const parts = [
    `anchor-${version}`,
    database,
    macFrom,
    head.seq,
    head.hash,
    next?.seq ?? null,
    next?.hash ?? null,
    at,
  ]
  return auditHmac('audit-anchor', JSON.stringify(parts), 'base64url')
}

function isEqual(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right))
}

/** Replaces the stored head atomically: a crash leaves the old or the new one. */
export async function writeAuditAnchor(anchor: AuditAnchor): Promise<void> {
  const file = anchorFile()
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify({ ...anchor, mac: macOf(anchor) })}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await giveToFolderOwner(draft)
  await rename(draft, file)
}
