import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { newId } from '@/lib/server/database/new-id'
import { randomToken } from '@/lib/server/secrets/secrets'
import type { HistoryRow } from '../rules/read-row'
import { labelOf } from '../rules/read-row'
import type { Remark } from '../schema'
import type { Renamed } from './holders'
import { judgeNumbers } from './judge-numbers'
import type { LoadConnection } from './load-connection'
import { type OwnerRemark, type Owners, ownersOf } from './owners'

export type Batch = { rows: readonly HistoryRow[]; read: number; refused: number }
export type Written = {
  added: number
  known: number
  refusals: Remark[]
  warnings: Remark[]
  renamed: readonly Renamed[]
}

const CHECK_TOKEN_BYTES = 24

/** Writes one batch in one transaction: owners, machines, their numbers and pasts, the load's counts, an audit row. */
export function writeBatch(connection: LoadConnection, loadId: string, batch: Batch): Promise<Written> {
  return connection.inTransaction(() => write(connection, loadId, batch))
}

async function write(connection: LoadConnection, loadId: string, batch: Batch): Promise<Written> {
  const verdicts = await judgeNumbers(connection, batch.rows)
  const refusals: Remark[] = []
  const fresh = batch.rows.filter((row) => {
    const verdict = verdicts.get(row.line)
    if (verdict && 'fault' in verdict)
      refusals.push(remark(row, 'registrationNumber', row.number, verdict.fault))
    return !verdict
  })
  const known = batch.rows.length - fresh.length - refusals.length
  const owners = fresh.length > 0 ? await ownersOf(connection, fresh) : null
  if (owners) await insertMachines(connection, loadId, fresh, owners)
  const refused = batch.refused + refusals.length
  await connection.$executeRaw`
    UPDATE history_load SET "readRows" = "readRows" + ${batch.read}::int, "addedRows" = "addedRows" + ${fresh.length}::int,
      "knownRows" = "knownRows" + ${known}::int, "refusedRows" = "refusedRows" + ${refused}::int WHERE id = ${loadId}::uuid`
  await audit(connection, SYSTEM, {
    action: 'history.load',
    subjectType: 'history-load',
    subjectId: loadId,
    details: { read: batch.read, added: fresh.length, known, refused, renamed: owners?.renamed.length ?? 0 },
  })
  const warnings = owners ? ownerWarnings(fresh, owners) : []
  return { added: fresh.length, known, refusals, warnings, renamed: owners?.renamed ?? [] }
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
      owners.idOf(row),
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

const OWNER_MESSAGES: Record<OwnerRemark, string> = {
  OTHER_NAME: '该证件号码另有名称，采用登记日期最新的一条的名称',
  RENAMED: '该证件号码原有其他名称，登记日期较早，已改用本行的名称',
  WAITS: '该证件号码已有账号，但名称不同或尚未核验身份，机械暂不归入该账号，待工作人员核对',
}

function ownerWarnings(rows: readonly HistoryRow[], owners: Owners): Remark[] {
  return rows.flatMap((row) =>
    owners.remarksOf(row).map((each) => remark(row, 'owner.name', '', OWNER_MESSAGES[each])),
  )
}

function remark(row: HistoryRow, path: string, value: string, message: string): Remark {
  return { line: row.line, column: labelOf(path), value, message }
}
