import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit'
import { newId } from '@/lib/server/new-id'
import { randomToken } from '@/lib/server/secrets'
import { Prisma } from '@/prisma/client'
import type { HistoryRow } from '../rules/read-row'
import { labelOf } from '../rules/read-row'
import type { Remark } from '../schema'
import { judgeNumbers } from './judge-numbers'
import type { LoadConnection } from './load-connection'
import { type Owners, ownerIndex, ownersOf } from './owners'

export type Batch = { rows: readonly HistoryRow[]; read: number; refused: number }
export type Written = { added: number; known: number; refusals: Remark[]; warnings: Remark[] }

const CHECK_TOKEN_BYTES = 24

/** One batch: owners, machines, their numbers and pasts, the load's count and its audit row, all or nothing. */
export function writeBatch(
  connection: LoadConnection,
  loadId: string,
  batch: Batch,
  passwordHash: string,
): Promise<Written> {
  return connection.inTransaction(() => write(connection, loadId, batch, passwordHash))
}

async function write(
  connection: LoadConnection,
  loadId: string,
  batch: Batch,
  passwordHash: string,
): Promise<Written> {
  const verdicts = await judgeNumbers(connection, batch.rows)
  const refusals: Remark[] = []
  const fresh = batch.rows.filter((row) => {
    const verdict = verdicts.get(row.line)
    if (verdict && 'fault' in verdict)
      refusals.push(remark(row, 'registrationNumber', row.number, verdict.fault))
    return !verdict
  })
  const known = batch.rows.length - fresh.length - refusals.length
  let warnings: Remark[] = []
  if (fresh.length > 0) {
    const owners = await ownersOf(connection, fresh, passwordHash)
    await insertMachines(connection, loadId, fresh, owners)
    warnings = ownerWarnings(fresh, owners)
  }
  const refused = batch.refused + refusals.length
  await connection.rows(Prisma.sql`
    UPDATE history_load SET "readRows" = "readRows" + ${batch.read}::int, "addedRows" = "addedRows" + ${fresh.length}::int,
      "knownRows" = "knownRows" + ${known}::int, "refusedRows" = "refusedRows" + ${refused}::int WHERE id = ${loadId}::uuid`)
  await audit(connection, SYSTEM, {
    action: 'history.load',
    subjectType: 'history-load',
    subjectId: loadId,
    details: { read: batch.read, added: fresh.length, known, refused },
  })
  return { added: fresh.length, known, refusals, warnings }
}

async function insertMachines(
  connection: LoadConnection,
  loadId: string,
  rows: readonly HistoryRow[],
  owners: Owners,
): Promise<void> {
  const machines = rows.map((row) => ({ id: newId(), row }))
  await connection.copy(
    'machine (id, "ownerId", "loadId", "numberBody", "emissionStage", status, content, "checkToken", "registeredAt", "registeredPrecision")',
    machines.map(({ id, row }) => [
      id,
      owners.ids.get(ownerIndex(row)) ?? null,
      loadId,
      row.body,
      row.stage,
      row.status,
      JSON.stringify(row.content),
      randomToken(CHECK_TOKEN_BYTES),
      row.registeredAt,
      row.registeredPrecision,
    ]),
  )
  await connection.copy(
    'machine_number ("machineId", number, "validFrom", "validTo")',
    machines.flatMap(({ id, row }) => numbersOf(id, row)),
  )
  await connection.copy(
    'machine_past ("machineId", position, at, precision, what, by)',
    machines.flatMap(({ id, row }) =>
      row.past.map(({ at, precision, what, by }, position) => [id, position, at, precision, what, by]),
    ),
  )
}

function numbersOf(id: string, row: HistoryRow) {
  let from = row.registeredAt
  const former = row.former.map(({ number, validTo }) => {
    const line = [id, number, from, validTo]
    from = validTo
    return line
  })
  return [...former, [id, row.number, from, null]]
}

function ownerWarnings(rows: readonly HistoryRow[], owners: Owners): Remark[] {
  return rows.flatMap((row) => {
    const key = ownerIndex(row)
    return [
      ...(owners.withoutPhone.has(key)
        ? [remark(row, 'owner.phone', '', '手机号已属于其他账号，未载入')]
        : []),
      ...(owners.named.has(key)
        ? [remark(row, 'owner.name', '', '该证件号码已登记为其他名称，沿用原名称')]
        : []),
    ]
  })
}

function remark(row: HistoryRow, path: string, value: string, message: string): Remark {
  return { line: row.line, column: labelOf(path), value, message }
}
