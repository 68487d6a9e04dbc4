import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { cursorTime, decodeCursor, decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { photoSlot } from '@/lib/features/photo/schema'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { PlannedDraft } from '../rules/plan-photos'
import { type BatchArchive, type BatchPhoto, PHOTO_OUTCOMES } from '../schema'
import { getBatch } from './batches'

const count = z.int()
const text = z.string().nullable()
const archiveRow = z.object({
  id: z.uuid(),
  fileName: z.string(),
  status: z.enum(['WAITING', 'DONE', 'FAILED']),
  failure: text,
  createdAt: z.date(),
  files: count.nullable(),
  done: count,
  attached: count,
})

/** The archives of a table, newest first. @throws AppError NOT_FOUND unless it is the account's own; MALFORMED */
export async function listArchives(
  actor: AccountActor,
  batchId: string,
  query: PageQuery,
): Promise<Page<BatchArchive>> {
  await getBatch(actor, batchId)
  const last = decodeTimeCursor(query.cursor)
  const after = last ? Prisma.sql`AND (a."createdAt", a.id) < (${last.at}, ${last.id}::uuid)` : Prisma.empty
  const rows = await findArchives(db(), Prisma.sql`a."batchId" = ${batchId}::uuid ${after}`, query.limit + 1)
  return toPage(rows, query.limit, ({ createdAt, id }) => [createdAt.toISOString(), id], view)
}

/** For the command that adds it. */
export async function getArchive(tx: Tx, id: string): Promise<BatchArchive> {
  const [found] = await findArchives(tx, Prisma.sql`a.id = ${id}::uuid`, 1)
  if (!found) throw new AppError('NOT_FOUND')
  return view(found)
}

function findArchives(reader: Pick<Tx, '$queryRaw'>, condition: Prisma.Sql, limit: number) {
  return rowsOf(reader, archiveRow)`
    SELECT a.id, a."fileName", a.status::text, a.failure, a."createdAt", a.files, p.done, p.attached
    FROM filing_batch_archive a CROSS JOIN LATERAL (
      SELECT count(*)::int AS done, (count(*) FILTER (WHERE outcome = 'ATTACHED'))::int AS attached
      FROM filing_batch_photo WHERE "archiveId" = a.id) p
    WHERE ${condition} ORDER BY a."createdAt" DESC, a.id DESC LIMIT ${limit}`
}

const view = ({ createdAt, ...archive }: z.output<typeof archiveRow>): BatchArchive => ({
  ...archive,
  createdAt: createdAt.toISOString(),
})

const place = z.tuple([cursorTime, z.uuid(), z.string().transform(Number).pipe(z.int32())])
const photoRow = z.object({
  at: z.date(),
  archiveId: z.uuid(),
  position: count,
  archive: z.string(),
  name: z.string(),
  outcome: z.enum(PHOTO_OUTCOMES),
  message: text,
  line: count.nullable(),
})

/** The files that were not put into a draft, of the newest archive first. @throws AppError NOT_FOUND; MALFORMED */
export async function listPhotosLeft(
  actor: AccountActor,
  batchId: string,
  query: PageQuery,
): Promise<Page<BatchPhoto>> {
  await getBatch(actor, batchId)
  const last = decodeCursor(query.cursor, place)
  const after = last
    ? Prisma.sql`AND ((a."createdAt", a.id) < (${new Date(last[0])}, ${last[1]}::uuid)
        OR a.id = ${last[1]}::uuid AND p.position > ${last[2]})`
    : Prisma.empty
  const rows = await rowsOf(db(), photoRow)`
    SELECT a."createdAt" AS at, a.id AS "archiveId", p.position, a."fileName" AS archive, p.name, p.outcome::text,
      p.message, p.line
    FROM filing_batch_photo p JOIN filing_batch_archive a ON a.id = p."archiveId"
    WHERE a."batchId" = ${batchId}::uuid AND p.outcome <> 'ATTACHED' ${after}
    ORDER BY a."createdAt" DESC, a.id DESC, p.position LIMIT ${query.limit + 1}`
  return toPage(
    rows,
    query.limit,
    ({ at, archiveId, position }) => [at.toISOString(), archiveId, String(position)],
    ({ archive, name, outcome, message, line }) => ({ archive, name, outcome, message, line }),
  )
}

const draftRow = z.object({
  line: count,
  filingId: z.uuid(),
  isDraft: z.boolean(),
  codes: z.array(z.string().nullable()),
  slots: z.array(photoSlot),
})
export type CalledDraft = PlannedDraft

/** The drafts of a table by what the name of a photo may call them, as they are now. */
export async function findCalledDrafts(
  reader: Pick<Tx, '$queryRaw'>,
  batchId: string,
): Promise<CalledDraft[]> {
  const rows = await rowsOf(reader, draftRow)`
    SELECT r.line, f.id AS "filingId", f.status = 'DRAFT' AS "isDraft",
      ARRAY[f."machineSerial", f.pin, f."machineEnvCode", f."engineSerial", f.plate] AS codes,
      ARRAY(SELECT p.slot::text FROM filing_photo p WHERE p."filingId" = f.id) AS slots
    FROM filing_batch_row r JOIN filing f ON f.id = r."filingId"
    WHERE r."batchId" = ${batchId}::uuid ORDER BY r.line`
  return rows.map(({ isDraft, slots, ...draft }) => ({ ...draft, slots: isDraft ? slots : null }))
}
