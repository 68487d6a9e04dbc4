import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { identityDocument } from '@/lib/core/document-kinds'
import { PROOF_WAYS } from '@/lib/core/proof'
import { filingContent } from '@/lib/features/content/schema/content'
import { photoSlot } from '@/lib/features/photo/schema'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { decisionInput, verdict } from '../schema/decision'
import { note } from '../schema/note'
import { filingStatus, returnReason } from '../schema/owner'
import { REMAINING_MS } from './own-decisions'
import { OPEN_STATUSES } from './queue-table'

const time = z.coerce.date()
const account = z.object({
  id: z.uuid(),
  type: z.enum(['PERSON', 'UNIT']),
  name: z.string(),
  documentKind: identityDocument.nullable(),
  /** Encrypted, as stored. */
  idNumber: z.string(),
  phone: z.string().nullable(),
  provedAt: time.nullable(),
  provedHow: z.enum(PROOF_WAYS).nullable(),
})
const photo = z.object({
  slot: photoSlot,
  photoId: z.uuid(),
  width: z.number(),
  height: z.number(),
  takenAt: time.nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
})
const revision = z.object({
  number: z.number(),
  submittedAt: time,
  content: filingContent,
  photos: z.array(photo),
})
const decision = z.object({
  revision: z.number(),
  kind: z.enum(['APPROVED', 'RETURNED', 'DECLINED']),
  staffName: z.string(),
  comment: z.string().nullable(),
  decidedAt: time,
  reasons: z.array(returnReason),
})
const openDecision = z.object({
  decisionId: z.uuid(),
  verdict,
  staffId: z.uuid(),
  staffName: z.string(),
  takesEffectAt: time,
  remainingMs: z.int(),
})
const passed = z.object({ byName: z.string(), at: time, note: z.string().nullable() })
const event = z.object({
  at: time,
  action: z.string(),
  actorKind: z.enum(['STAFF', 'ACCOUNT', 'SYSTEM', 'PUBLIC']),
  actorId: z.string().nullable(),
  staffName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})

/** 窗口代办: who entered it where, and the newest signed statement. */
const assistedRow = z.object({
  bureauName: z.string(),
  enteredBy: z.array(z.string()),
  statementPhotoId: z.uuid().nullable(),
  registered: z.boolean(),
})

const deskRow = z.object({
  id: z.uuid(),
  number: z.string(),
  status: filingStatus,
  version: z.number(),
  revision: z.number(),
  content: filingContent,
  districtCode: z.string().nullable(),
  districtName: z.string().nullable(),
  createdAt: time,
  submittedAt: time.nullable(),
  warnAt: time.nullable(),
  dueAt: time.nullable(),
  reviewedAt: time.nullable(),
  collectedAt: time.nullable(),
  emissionStage: z.string().nullable(),
  claimedById: z.uuid().nullable(),
  claimedByName: z.string().nullable(),
  claimExpiresAt: time.nullable(),
  passed: passed.nullable(),
  decisionDueAt: time.nullable(),
  assistantIds: z.array(z.uuid()),
  assisted: assistedRow.nullable(),
  openDecision: openDecision.nullable(),
  enteredBefore: decisionInput.nullable(),
  ownerWaiting: z.int(),
  machineId: z.uuid().nullable(),
  registrationNumber: z.string().nullable(),
  owner: account,
  filer: account,
  operatorName: z.string().nullable(),
  photos: z.array(photo),
  revisions: z.array(revision),
  decisions: z.array(decision),
  events: z.array(event),
  notes: z.array(note),
})
export type DeskRow = z.output<typeof deskRow>
export type DeskPhotoRow = z.output<typeof photo>

/**
 * A filing with everything the desk shows of it, in one round trip: its lists come as JSON.
 * @returns null outside the actor's area, and for drafts, which only their owners see
 */
export async function findDeskRow(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  id: string,
): Promise<DeskRow | null> {
  const [row] = await reader.$queryRaw<unknown[]>`
    SELECT f.id, f.number, f.status::text AS status, f.version, f.revision, f.content, f."districtCode",
      d."fullName" AS "districtName", f."createdAt", f."submittedAt", f."warnAt", f."dueAt", f."reviewedAt",
      f."collectedAt", f."emissionStage", f."claimedById", s.name AS "claimedByName", f."claimExpiresAt",
      (${PASSED}) AS passed,
      f."decisionDueAt", f."assistantIds", (${ASSISTED}) AS assisted, (${OPEN_DECISION}) AS "openDecision", (${enteredBefore(actor)}) AS "enteredBefore",
      (SELECT count(*)::int FROM filing w WHERE w."ownerId" = f."ownerId" AND w.id <> f.id AND w.status IN ${OPEN_STATUSES}
        AND ${areaSql(actor.area, 'w')}) AS "ownerWaiting",
      m.id AS "machineId", m."registrationNumber", ${accountJson('o')} AS owner, ${accountJson('a')} AS filer, w.name AS "operatorName",
      (${photosOf('filing_photo', Prisma.sql`x."filingId" = f.id`)}) AS photos,
      (${REVISIONS}) AS revisions, (${DECISIONS}) AS decisions, (${EVENTS}) AS events, (${NOTES}) AS notes
    FROM filing f
    JOIN account o ON o.id = f."ownerId"
    JOIN account a ON a.id = f."filerId"
    LEFT JOIN account w ON w.id = f."operatorId"
    LEFT JOIN division d ON d.code = f."districtCode"
    LEFT JOIN staff s ON s.id = f."claimedById"
    LEFT JOIN machine m ON m."filingId" = f.id
    LEFT JOIN pickup p ON p."filingId" = f.id
    WHERE f.id = ${id}::uuid AND f.status <> 'DRAFT' AND ${areaSql(actor.area)}`
  return row ? deskRow.parse(row) : null
}

function accountJson(alias: 'o' | 'a'): Prisma.Sql {
  const a = Prisma.raw(alias)
  return Prisma.sql`jsonb_build_object(
    'id', ${a}.id, 'type', ${a}.type, 'name', ${a}.name, 'documentKind', ${a}."documentKind",
    'idNumber', ${a}."idNumber", 'phone', ${a}.phone,
    'provedAt', ${a}."provedAt", 'provedHow', ${a}."provedHow")`
}

function photosOf(table: 'filing_photo' | 'revision_photo', condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(jsonb_agg(jsonb_build_object('slot', x.slot, 'photoId', ph.id, 'width', ph.width,
      'height', ph.height, 'takenAt', ph."takenAt", 'latitude', ph.latitude, 'longitude', ph.longitude)
      ORDER BY x.slot), '[]')
    FROM ${Prisma.raw(table)} x JOIN photo ph ON ph.id = x."photoId" WHERE ${condition}`
}

const ASSISTED = Prisma.sql`
  SELECT jsonb_build_object('bureauName', ab.name, 'registered', o."registeredAt" IS NOT NULL, 'enteredBy', (
      SELECT jsonb_agg(x.name ORDER BY array_position(f."assistantIds", x.id)) FROM staff x
      WHERE x.id = ANY (f."assistantIds")), 'statementPhotoId', (
      SELECT st."photoId" FROM assisted_statement st WHERE st."filingId" = f.id AND st.revision IS NOT NULL
      ORDER BY st.revision DESC LIMIT 1))
  FROM bureau ab WHERE ab.id = f."assistedBureauId"`

const REVISIONS = Prisma.sql`
  SELECT coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'submittedAt', r."submittedAt",
    'content', r.content, 'photos', (${photosOf('revision_photo', Prisma.sql`x."revisionId" = r.id`)}))
    ORDER BY r.number), '[]')
  FROM filing_revision r WHERE r."filingId" = f.id`

const DECISIONS = Prisma.sql`
  SELECT coalesce(jsonb_agg(jsonb_build_object('revision', c.revision, 'kind', c.kind, 'staffName', cs.name,
    'comment', c.comment, 'decidedAt', c."decidedAt", 'reasons', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('code', n.code, 'text', n.text, 'fields', n.fields)
        ORDER BY n.position), '[]')
      FROM decision_reason n WHERE n."decisionId" = c.id)) ORDER BY c.revision), '[]')
  FROM decision c JOIN staff cs ON cs.id = c."staffId" WHERE c."filingId" = f.id`

const NOTES = Prisma.sql`
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', ns.name, 'text', n.text,
    'at', to_char(n."writtenAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n."writtenAt", n.id), '[]')
  FROM filing_note n JOIN staff ns ON ns.id = n."staffId" WHERE n."filingId" = f.id`

/** While the claim is the one that was handed over: it begins at that moment. */
const PASSED = Prisma.sql`
  SELECT jsonb_build_object('byName', ps.name, 'at', p."passedAt", 'note', pn.text)
  FROM filing_pass p JOIN staff ps ON ps.id = p."byId" LEFT JOIN filing_note pn ON pn.id = p."noteId"
  WHERE p."filingId" = f.id AND p."passedAt" = f."claimedAt" AND p."toId" = f."claimedById" LIMIT 1`

const OPEN_DECISION = Prisma.sql`
  SELECT jsonb_build_object('decisionId', d.id, 'verdict', d.verdict, 'staffId', d."staffId", 'staffName', ds.name,
    'takesEffectAt', d."takesEffectAt", 'remainingMs', ${REMAINING_MS})
  FROM deferred_decision d JOIN staff ds ON ds.id = d."staffId" WHERE d."filingId" = f.id AND d.outcome IS NULL`

/** What the officer entered for the last decision on this revision, if it was taken back or failed. */
function enteredBefore(actor: StaffActor): Prisma.Sql {
  return Prisma.sql`
    SELECT CASE WHEN d.outcome IN ('TAKEN_BACK', 'FAILED') THEN d.input || jsonb_build_object('verdict', d.verdict) END
    FROM deferred_decision d
    WHERE d."filingId" = f.id AND d.revision = f.revision AND d."staffId" = ${actor.id}::uuid
      AND f.status IN ${OPEN_STATUSES}
    ORDER BY d."decidedAt" DESC LIMIT 1`
}

/** Audit events of the filing and of its pickup; of a hand-over with the names of both officers. */
const EVENTS = Prisma.sql`
  SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'actorKind', e."actorKind",
    'actorId', e."actorId", 'staffName', es.name, 'details', CASE WHEN e.action = 'filing.pass'
      THEN e.details || jsonb_build_object(
        'fromName', (SELECT name FROM staff WHERE id = (e.details->>'staffId')::uuid),
        'toName', (SELECT name FROM staff WHERE id = (e.details->>'toStaffId')::uuid))
      ELSE e.details END)
    ORDER BY e.at, e.id), '[]')
  FROM audit_event e LEFT JOIN staff es ON es.id = e."actorId"
  WHERE (e."subjectType" = 'filing' AND e."subjectId" = f.id::text)
    OR (e."subjectType" = 'pickup' AND e."subjectId" = p.id::text)`
