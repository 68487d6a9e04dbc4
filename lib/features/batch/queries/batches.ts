import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { BATCH_STATUSES, type BatchDto } from '../schema'

const count = z.int()
const row = z.object({
  id: z.uuid(),
  fileName: z.string(),
  status: z.enum(BATCH_STATUSES),
  createdAt: z.date(),
  unknownColumns: z.array(z.string()),
  failure: z.string().nullable(),
  rows: count,
  faulty: count,
  waiting: count,
  refused: count,
  drafted: count,
  asked: count,
  submitted: count,
  submitRefused: count,
})

/** The tables of an account, newest first. @throws AppError MALFORMED for an invalid cursor */
export async function listBatches(actor: AccountActor, query: PageQuery): Promise<Page<BatchDto>> {
  const last = decodeTimeCursor(query.cursor)
  const after = last ? Prisma.sql`AND (b."createdAt", b.id) < (${last.at}, ${last.id}::uuid)` : Prisma.empty
  const rows = await findBatches(db(), actor, after, query.limit + 1)
  return toPage(rows, query.limit, ({ createdAt, id }) => [createdAt.toISOString(), id], view)
}

export function getBatch(actor: AccountActor, id: string): Promise<BatchDto> {
  return getBatchIn(db(), actor, id)
}

/** The same inside a transaction. @throws AppError NOT_FOUND unless it is the account's own */
export async function getBatchIn(
  reader: Pick<Tx, '$queryRaw'>,
  actor: AccountActor,
  id: string,
): Promise<BatchDto> {
  const [found] = await findBatches(reader, actor, Prisma.sql`AND b.id = ${id}::uuid`, 1)
  if (!found) throw new AppError('NOT_FOUND')
  return view(found)
}

function findBatches(
  reader: Pick<Tx, '$queryRaw'>,
  actor: AccountActor,
  condition: Prisma.Sql,
  limit: number,
) {
  return rowsOf(reader, row)`
    SELECT b.id, b."fileName", b.status::text, b."createdAt", b."unknownColumns", b.failure, c.*
    FROM filing_batch b CROSS JOIN LATERAL (
      SELECT count(*)::int AS rows,
        (count(*) FILTER (WHERE r.faults <> '[]'))::int AS faulty,
        (count(*) FILTER (WHERE r.faults = '[]' AND r."draftedAt" IS NULL AND r.refusal IS NULL))::int AS waiting,
        (count(r.refusal))::int AS refused,
        (count(r."draftedAt"))::int AS drafted,
        (count(*) FILTER (WHERE r."askedAt" IS NOT NULL AND r."submittedAt" IS NULL AND r."submitRefusal" IS NULL))::int
          AS asked,
        (count(r."submittedAt"))::int AS submitted,
        (count(r."submitRefusal"))::int AS "submitRefused"
      FROM filing_batch_row r WHERE r."batchId" = b.id) c
    WHERE b."accountId" = ${actor.id}::uuid ${condition}
    ORDER BY b."createdAt" DESC, b.id DESC LIMIT ${limit}`
}

const view = ({ createdAt, ...batch }: z.output<typeof row>): BatchDto => ({
  ...batch,
  createdAt: createdAt.toISOString(),
})
