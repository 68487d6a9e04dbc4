import type { AccountActor } from '@/lib/core/actor'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import type { FilingStatus, ReturnReason } from '../schema/owner'

/** A filing with all that its filer and owner see of it. */
export type OwnerRow = {
  id: string
  filerId: string
  ownerId: string
  status: FilingStatus
  version: number
  revision: number
  content: unknown
  createdAt: Date
  submittedAt: Date | null
  dueAt: Date | null
  reviewedAt: Date | null
  collectedAt: Date | null
  emissionStage: string | null
  ownerName: string
  registrationNumber: string | null
  /** In the order of the slots. */
  photos: { slot: PhotoSlot; photoId: string }[]
  /** The newest one. */
  decision: { comment: string | null; reasons: ReturnReason[] } | null
  /** While it is returned: what the officer had before him. */
  submitted: { content: unknown; photos: { slot: PhotoSlot; photoId: string }[] } | null
  /** `code` is encrypted. */
  pickup: { code: string; name: string; address: string; phone: string; hours: string } | null
}

/**
 * The filings an account sees: those it filed and those of its machines that an agent filed. The latter name the owner
 * only once he gave his code (CHECK filing_consent). Over `filing f`.
 */
export function visibleToAccount(actor: AccountActor): Prisma.Sql {
  return Prisma.sql`(f."filerId" = ${actor.id}::uuid OR f."ownerId" = ${actor.id}::uuid)`
}

const PHOTOS = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('slot', p.slot, 'photoId', p."photoId") ORDER BY p.slot), '[]')
  FROM filing_photo p WHERE p."filingId" = f.id)`

const SUBMITTED = Prisma.sql`(
  SELECT json_build_object('content', r.content, 'photos', (
    SELECT coalesce(json_agg(json_build_object('slot', p.slot, 'photoId', p."photoId") ORDER BY p.slot), '[]')
    FROM revision_photo p WHERE p."revisionId" = r.id))
  FROM filing_revision r WHERE r."filingId" = f.id AND r.number = f.revision)`

const DECISION = Prisma.sql`(
  SELECT json_build_object('comment', d.comment, 'reasons', (
    SELECT coalesce(json_agg(
      json_build_object('code', r.code, 'text', r.text, 'fields', r.fields) ORDER BY r.position), '[]')
    FROM decision_reason r WHERE r."decisionId" = d.id))
  FROM decision d WHERE d."filingId" = f.id ORDER BY d.revision DESC LIMIT 1)`

/** Owners' calls are many and small: one statement brings the whole filing, where an ORM asks table by table. */
export function findOwnerRows(
  reader: Pick<Tx, '$queryRaw'>,
  condition: Prisma.Sql,
  limit: number,
): Promise<OwnerRow[]> {
  return reader.$queryRaw<OwnerRow[]>`
    SELECT f.id, f."filerId", f."ownerId", f.status, f.version, f.revision, f.content, f."createdAt",
      f."submittedAt", f."dueAt", f."reviewedAt", f."collectedAt", f."emissionStage", owner.name AS "ownerName",
      m."registrationNumber", ${PHOTOS} AS photos, ${DECISION} AS decision,
      CASE WHEN f.status = 'RETURNED' THEN ${SUBMITTED} END AS submitted,
      CASE WHEN k.id IS NOT NULL THEN json_build_object('code', k.code, 'name', b."officeName",
        'address', b.address, 'phone', b.phone, 'hours', b.hours) END AS pickup
    FROM filing f JOIN account owner ON owner.id = f."ownerId"
      LEFT JOIN machine m ON m."filingId" = f.id
      LEFT JOIN pickup k ON k."filingId" = f.id LEFT JOIN bureau b ON b.id = k."bureauId"
    WHERE ${condition}
    ORDER BY f."createdAt" DESC, f.id DESC LIMIT ${limit}`
}
