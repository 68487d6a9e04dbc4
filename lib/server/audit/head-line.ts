import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { auditHmac } from '@/lib/server/secrets/secrets'

/** A head of the audit chain as it leaves the registry: which database, which seal, its hash. No event, no personal data. */
const headSchema = z.object({
  version: z.literal(1),
  database: z.string(),
  seq: z.string().regex(/^[0-9]{1,18}$/),
  hash: z.string().length(64),
  at: z.iso.datetime(),
})
export type SentHead = z.infer<typeof headSchema>
const signedSchema = headSchema.extend({ mac: z.string() })

function macOf({ version, database, seq, hash, at }: SentHead): string {
  return auditHmac('audit-anchor', JSON.stringify([`head-${version}`, database, seq, hash, at]), 'base64url')
}

/** One line of ASCII, signed: nobody else can add a head that would be believed. */
export function headLine(head: SentHead): string {
  return JSON.stringify({ ...head, mac: macOf(head) })
}

/**
 * @param line of a sink's file; what a syslog receiver puts before it is passed over
 * @returns null for what this registry did not sign, or what was changed or cut off
 */
export function readHeadLine(line: string): SentHead | null {
  let value: unknown
  try {
    value = JSON.parse(line.slice(Math.max(0, line.indexOf('{'))))
  } catch {
    return null
  }
  const signed = signedSchema.safeParse(value)
  if (!signed.success) return null
  const { mac, ...head } = signed.data
  const right = macOf(head)
  const same = mac.length === right.length && timingSafeEqual(Buffer.from(mac), Buffer.from(right))
  return same ? head : null
}
