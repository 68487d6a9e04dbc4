import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit'
import { type Tx, transact, uniqueViolation } from '@/lib/server/db'
import { newId } from '@/lib/server/new-id'
import { randomToken } from '@/lib/server/secrets'
import type { HistoryRow } from '../rules/read-row'
import { labelOf } from '../rules/read-row'
import type { Remark } from '../schema'
import { judgeNumbers } from './judge-numbers'
import { type Owners, ownerIndex, ownersOf } from './owners'

export type Batch = { rows: readonly HistoryRow[]; read: number; refused: number }
export type Written = { added: number; known: number; refusals: Remark[]; warnings: Remark[] }

const CHECK_TOKEN_BYTES = 24
/** Somebody may register with a loaded owner's phone or number at the same moment: the batch looks again. */
const TRIES = 3

/** One batch, one transaction: owners, machines, their numbers and pasts, the load's count and its audit row. */
export async function writeBatch(loadId: string, batch: Batch, passwordHash: string): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact((tx) => write(tx, loadId, batch, passwordHash))
    } catch (error) {
      if (attempt >= TRIES || uniqueViolation(error) === null) throw error
    }
  }
}

async function write(tx: Tx, loadId: string, batch: Batch, passwordHash: string): Promise<Written> {
  const verdicts = await judgeNumbers(tx, batch.rows)
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
    const owners = await ownersOf(tx, fresh, passwordHash)
    await insertMachines(tx, loadId, fresh, owners)
    warnings = ownerWarnings(fresh, owners)
  }
  const refused = batch.refused + refusals.length
  await tx.$executeRaw`
    UPDATE history_load SET "readRows" = "readRows" + ${batch.read}, "addedRows" = "addedRows" + ${fresh.length},
      "knownRows" = "knownRows" + ${known}, "refusedRows" = "refusedRows" + ${refused} WHERE id = ${loadId}::uuid`
  await audit(tx, SYSTEM, {
    action: 'history.load',
    subjectType: 'history-load',
    subjectId: loadId,
    details: { read: batch.read, added: fresh.length, known, refused },
  })
  return { added: fresh.length, known, refusals, warnings }
}

async function insertMachines(
  tx: Tx,
  loadId: string,
  rows: readonly HistoryRow[],
  owners: Owners,
): Promise<void> {
  const machines = rows.map((row) => ({
    id: newId(),
    ownerId: owners.ids.get(ownerIndex(row)),
    body: row.body,
    stage: row.stage,
    status: row.status,
    content: row.content,
    token: randomToken(CHECK_TOKEN_BYTES),
    at: row.registeredAt,
    row,
  }))
  const told = machines.map(({ row: _, ...machine }) => machine)
  await tx.$executeRaw`
    INSERT INTO machine (id, "ownerId", "loadId", "numberBody", "emissionStage", status, content, "checkToken", "registeredAt")
    SELECT id, "ownerId", ${loadId}::uuid, body, stage, status, content, token, at
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS r(id uuid, "ownerId" uuid, body char(8), stage char(1),
      status "MachineStatus", content jsonb, token text, at timestamptz(3))`
  const numbers = machines.flatMap(({ id, row }) => numbersOf(id, row))
  await tx.$executeRaw`
    INSERT INTO machine_number ("machineId", number, "validFrom", "validTo")
    SELECT id, number, "from", "to" FROM jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb)
      AS r(id uuid, number char(10), "from" timestamptz(3), "to" timestamptz(3))`
  const past = machines.flatMap(({ id, row }) =>
    row.past.map((event, position) => ({ id, position, ...event })),
  )
  if (past.length === 0) return
  await tx.$executeRaw`
    INSERT INTO machine_past ("machineId", position, at, what, by)
    SELECT id, position, at, what, by FROM jsonb_to_recordset(${JSON.stringify(past)}::jsonb)
      AS r(id uuid, position smallint, at timestamptz(3), what text, by text)`
}

function numbersOf(id: string, row: HistoryRow) {
  let from = row.registeredAt
  const former = row.former.map(({ number, validTo }) => {
    const line = { id, number, from, to: validTo }
    from = validTo
    return line
  })
  return [...former, { id, number: row.number, from, to: null }]
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
