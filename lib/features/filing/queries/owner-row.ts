import { z } from 'zod'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { FIGURES } from '@/lib/features/photo/queries/looks'
import { photoSlot, qualityFigures } from '@/lib/features/photo/schema'
import { statedTexts } from '@/lib/features/setting/schema/adverse-acts'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { filingStatus, returnReason } from '../schema/owner'

const photo = z.object({ slot: photoSlot, photoId: z.uuid() })
const seenPhoto = photo.extend({ look: qualityFigures.nullable() })

/** A filing with everything its filer and owner see of it. */
const ownerRow = z.object({
  id: z.uuid(),
  number: z.string(),
  filerId: z.uuid(),
  ownerId: z.uuid(),
  status: filingStatus,
  ownerConsentAt: z.date().nullable(),
  ownerConsentOf: z.string().nullable(),
  ownerConsentTakenBackAt: z.date().nullable(),
  version: z.int(),
  revision: z.int(),
  content: z.unknown(),
  createdAt: z.date(),
  submittedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  reviewedAt: z.date().nullable(),
  collectedAt: z.date().nullable(),
  emissionStage: z.string().nullable(),
  /** Of an assisted filing the officers who entered something; else empty. */
  assistantIds: z.array(z.uuid()),
  ownerName: z.string(),
  /** Who submitted it last for the unit that files. */
  operatorName: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  machineStatus: machineStatus.nullable(),
  /** In the order of the slots. */
  photos: z.array(seenPhoto),
  /** The newest one. */
  decision: statedTexts.extend({ comment: z.string().nullable(), reasons: z.array(returnReason) }).nullable(),
  /** While it is returned: the last submission. */
  submitted: z.object({ content: z.unknown(), photos: z.array(photo) }).nullable(),
  /** `code` is encrypted. */
  pickup: z
    .object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      hours: z.string(),
    })
    .nullable(),
})
export type OwnerRow = z.output<typeof ownerRow>

/** Who fills filings in: an owner or agent, or the counter for an owner at the desk (docs/decisions/0048). */
export type Filer = AccountActor | StaffActor

/**
 * Condition over `filing f`: the filings that a filer may see. An account: those it filed and those an agent filed for
 * it; the latter have the account as owner only after its consent (CHECK filing_consent). The counter: the assisted ones
 * of its area, of which drafts, which may have no district yet, are the bureau's that began them.
 */
export function visibleToFiler(actor: Filer): Prisma.Sql {
  if (actor.kind === 'STAFF') {
    return Prisma.sql`(f."assistedBureauId" IS NOT NULL AND CASE WHEN f.status = 'DRAFT'
      THEN f."assistedBureauId" = ${actor.bureauId}::uuid ELSE ${areaSql(actor.area)} END)`
  }
  return Prisma.sql`(f."filerId" = ${actor.id}::uuid OR f."ownerId" = ${actor.id}::uuid)`
}

const PHOTOS = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('slot', p.slot, 'photoId', p."photoId", 'look',
    ${FIGURES}) ORDER BY p.slot), '[]')
  FROM filing_photo p JOIN photo x ON x.id = p."photoId" LEFT JOIN photo_look l ON l.sha256 = x.sha256
  WHERE p."filingId" = f.id)`

const SUBMITTED = Prisma.sql`(
  SELECT json_build_object('content', r.content, 'photos', (
    SELECT coalesce(json_agg(json_build_object('slot', p.slot, 'photoId', p."photoId") ORDER BY p.slot), '[]')
    FROM revision_photo p WHERE p."revisionId" = r.id))
  FROM filing_revision r WHERE r."filingId" = f.id AND r.number = f.revision)`

const DECISION = Prisma.sql`(
  SELECT json_build_object('comment', d.comment, 'basis', d.basis, 'remedies', d.remedies, 'reasons', (
    SELECT coalesce(json_agg(
      json_build_object('code', r.code, 'text', r.text, 'fields', r.fields) ORDER BY r.position), '[]')
    FROM decision_reason r WHERE r."decisionId" = d.id))
  FROM decision d WHERE d."filingId" = f.id ORDER BY d.revision DESC LIMIT 1)`

/** Owners' requests are many and small: one statement loads the whole filing, where Prisma would query table by table. */
export function findOwnerRows(
  reader: Pick<Tx, '$queryRaw'>,
  condition: Prisma.Sql,
  limit: number,
): Promise<OwnerRow[]> {
  return rowsOf(reader, ownerRow)`
    SELECT f.id, f.number, f."filerId", f."ownerId", f."ownerConsentAt", f."ownerConsentOf",
      f."ownerConsentTakenBackAt", f.status, f.version, f.revision, f.content, f."createdAt",
      f."submittedAt", f."dueAt", f."reviewedAt", f."collectedAt", f."emissionStage", f."assistantIds", owner.name AS "ownerName",
      operator.name AS "operatorName",
      m."registrationNumber", m.status AS "machineStatus", ${PHOTOS} AS photos, ${DECISION} AS decision,
      CASE WHEN f.status = 'RETURNED' THEN ${SUBMITTED} END AS submitted,
      CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'code', k.code, 'name', b."officeName",
        'address', b.address, 'phone', b.phone, 'hours', b.hours) END AS pickup
    FROM filing f JOIN account owner ON owner.id = f."ownerId" LEFT JOIN account operator ON operator.id = f."operatorId"
      LEFT JOIN machine m ON m."filingId" = f.id
      LEFT JOIN pickup k ON k."filingId" = f.id LEFT JOIN bureau b ON b.id = k."bureauId"
    WHERE ${condition}
    ORDER BY f."createdAt" DESC, f.id DESC LIMIT ${limit}`
}
