import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { decodeCursor, encodeCursor } from '@/lib/core/cursor'
import type { PageQuery } from '@/lib/core/page'
import { checkFiling } from '@/lib/features/content/rules/check'
import { pathLabel } from '@/lib/features/content/rules/display'
import { machineTitle } from '@/lib/features/content/rules/identity'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { inForce } from '@/lib/features/division/queries/in-force'
import { filingStatus } from '@/lib/features/filing/schema/owner'
import { photoSlot } from '@/lib/features/photo/schema'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { type BatchRow, ROW_STATES, type RowState, rowRemarks } from '../schema'

const text = z.string().nullable()
const stored = z.object({
  line: z.int(),
  content: z.unknown(),
  faults: rowRemarks,
  notes: rowRemarks,
  drafted: z.boolean(),
  refusal: text,
  submitRefusal: text,
  filingId: z.uuid().nullable(),
  filingStatus: filingStatus.nullable(),
  number: text,
  registrationNumber: text,
  slots: z.array(photoSlot),
})
type Stored = z.output<typeof stored>

export type RowsPage = {
  data: BatchRow[]
  nextCursor: string | null
  counts: Record<RowState, number>
  drafts: number
  complete: number
}

const place = z.string().transform(Number).pipe(z.int32())

/**
 * The rows of a table in its order, with what their drafts lack now; all are judged, since what a draft lacks is not stored.
 * @throws AppError NOT_FOUND unless it is the account's own; MALFORMED for an invalid cursor
 */
export async function listBatchRows(
  actor: AccountActor,
  id: string,
  { cursor, limit, state }: PageQuery & { state?: RowState },
): Promise<RowsPage> {
  const [after] = decodeCursor(cursor, z.tuple([place])) ?? [0]
  const rows = await judgedRows(db(), actor, id)
  const counts = Object.fromEntries(ROW_STATES.map((each) => [each, 0])) as Record<RowState, number>
  for (const row of rows) counts[row.state] += 1
  const shown = rows.filter((row) => row.line > after && (state === undefined || row.state === state))
  const data = shown.slice(0, limit)
  const last = data.at(-1)
  const nextCursor = shown.length > limit && last ? encodeCursor([String(last.line)]) : null
  const drafts = rows.filter(({ filingStatus }) => filingStatus === 'DRAFT')
  const complete = drafts.filter(({ missing }) => missing.length === 0)
  return { data, nextCursor, counts, drafts: drafts.length, complete: complete.length }
}

type Reader = Pick<Tx, '$queryRaw' | 'listItem' | 'division' | 'filingBatch'>

/** Every row of a table with its state. @throws AppError NOT_FOUND */
export async function judgedRows(reader: Reader, actor: AccountActor, id: string): Promise<BatchRow[]> {
  if ((await reader.filingBatch.count({ where: { id, accountId: actor.id } })) === 0)
    throw new AppError('NOT_FOUND')
  const today = chinaDay(new Date())
  const lists = await listAll(reader)
  const rows = await findRows(reader, id)
  const codes = [...new Set(rows.flatMap(({ content }) => filingContent.parse(content).districtCode ?? []))]
  const usable = await reader.division.findMany({
    where: { code: { in: codes }, leaf: true, AND: inForce(new Date(today)) },
    select: { code: true },
  })
  const districts = new Set(usable.map(({ code }) => code))
  const nameOf = (code: string | null | undefined) =>
    lists.CATEGORY.find((item) => item.code === code)?.name ?? ''
  return rows.map((row) => {
    const content = filingContent.parse(row.content)
    const facts = { lists, today, districtUsable: districts.has(content.districtCode ?? '') }
    const faults = row.filingStatus === 'DRAFT' ? checkFiling(content, row.slots, facts) : []
    const missing = [...new Set(faults.map(({ path, message }) => lacking(path, message)))]
    return view(row, content, nameOf(content.machine.categoryCode), missing)
  })
}

/** 机身正面照片; of a group where one photo is enough, and of a wrong value, the sentence. */
const lacking = (path: string, message: string) =>
  message.startsWith('请上传') || message.startsWith('请填写') ? pathLabel(path) : message

function view(row: Stored, content: FilingContent, category: string, missing: string[]): BatchRow {
  const { line, faults, notes, filingId, filingStatus: status, registrationNumber } = row
  return {
    line,
    state: stateOf(row, missing),
    title: machineTitle(category, content),
    faults,
    notes,
    refusal: row.refusal ?? row.submitRefusal,
    filingId,
    filingStatus: status,
    filingNumber: status === 'DRAFT' ? null : row.number,
    registrationNumber,
    missing,
  }
}

function stateOf(
  { faults, drafted, refusal, submitRefusal, filingStatus: status }: Stored,
  missing: string[],
): RowState {
  if (faults.length > 0) return 'FAULTY'
  if (refusal !== null) return 'REFUSED'
  if (!drafted) return 'WAITING'
  if (status === null) return 'GONE'
  if (status !== 'DRAFT') return 'SUBMITTED'
  if (missing.length > 0) return 'MISSING'
  return submitRefusal === null ? 'READY' : 'REFUSED'
}

/** The content is the draft's as it is now; before there is one, the row's. */
function findRows(reader: Pick<Tx, '$queryRaw'>, batchId: string): Promise<Stored[]> {
  return rowsOf(reader, stored)`
    SELECT r.line, coalesce(f.content, r.content) AS content, r.faults, r.notes, r."draftedAt" IS NOT NULL AS drafted,
      r.refusal, r."submitRefusal", f.id AS "filingId", f.status::text AS "filingStatus", f.number, m."registrationNumber",
      ARRAY(SELECT p.slot::text FROM filing_photo p WHERE p."filingId" = f.id) AS slots
    FROM filing_batch_row r LEFT JOIN filing f ON f.id = r."filingId" LEFT JOIN machine m ON m."filingId" = f.id
    WHERE r."batchId" = ${batchId}::uuid ORDER BY r.line`
}
