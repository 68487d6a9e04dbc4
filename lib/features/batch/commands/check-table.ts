import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { getBatchIn } from '../queries/batches'
import { batchFacts, ownRecords } from '../queries/facts'
import type { ReadRow } from '../rules/read-row'
import { markOwn, markRepeats } from '../rules/repeats'
import { type BatchDto, MAX_BATCH_ROWS } from '../schema'
import { readTable } from './read-table'

/** Tables of one account; more are a program's, or rubbish that nobody deletes. */
export const MAX_BATCHES = 50
const MAX_NAME_LENGTH = 120

/**
 * Checks a table of machines row by row and stores what was found; nothing is filed. The file itself is not stored.
 * @throws AppError INVALID with advice for a file that cannot be used; STATE_CONFLICT with MAX_BATCHES tables;
 *   RATE_LIMITED while others are checked
 */
export async function checkTable(
  actor: AccountActor,
  file: { bytes: Buffer; name: string },
): Promise<BatchDto> {
  await requireRoom(db(), actor.id)
  const { rows, unknownColumns } = await readTable(file.bytes, await batchFacts())
  markRepeats(rows)
  markOwn(rows, await ownRecords(db(), actor.id))
  const faulty = rows.filter(({ faults }) => faults.length > 0).length
  return transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`batches:${actor.id}`}, 0))`
    await requireRoom(tx, actor.id)
    const fileName = shownName(file.name, '机械.xlsx')
    const { id } = await tx.filingBatch.create({ data: { accountId: actor.id, fileName, unknownColumns } })
    await storeRows(tx, id, rows)
    const details = { fileName, rows: rows.length, refused: faulty }
    await audit(tx, actor, { action: 'batch.check', subjectType: 'filing-batch', subjectId: id, details })
    return getBatchIn(tx, actor, id)
  })
}

async function requireRoom(reader: Pick<Tx, 'filingBatch'>, accountId: string): Promise<void> {
  if ((await reader.filingBatch.count({ where: { accountId } })) < MAX_BATCHES) return
  throw new AppError('STATE_CONFLICT', {
    detail: `最多保留 ${MAX_BATCHES} 张表格的记录，请先删除用完的（已生成的草稿和登记不受影响）`,
  })
}

/** In one statement, MAX_BATCH_ROWS at most. */
async function storeRows(tx: Tx, batchId: string, rows: readonly ReadRow[]): Promise<void> {
  const stored = rows.slice(0, MAX_BATCH_ROWS).map(({ line, content, cells, faults, notes }) => ({
    line,
    content,
    cells: faults.length > 0 ? cells : null,
    faults,
    notes,
  }))
  const written = await tx.$executeRaw`
    INSERT INTO filing_batch_row ("batchId", line, content, cells, faults, notes)
    SELECT ${batchId}::uuid, line, content, cells, faults, notes
    FROM jsonb_to_recordset(${JSON.stringify(stored)}::jsonb)
      AS r (line int, content jsonb, cells jsonb, faults jsonb, notes jsonb)`
  if (written !== stored.length) throw new Error('the database did not store every row of a table')
}

/** The last part of a path, for display only. */
export function shownName(name: string, otherwise: string): string {
  const plain = name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  return plain ? plain.slice(-MAX_NAME_LENGTH) : otherwise
}
