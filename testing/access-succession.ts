import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeSuccession } from '@/prisma/factories/succession'
import type { Owners } from './access-actors'
import { make, type Resource } from './access-filings'

/** A machine of 东城区 that goes to another owner by documents, filed by a colleague of the callers. */
export async function openSuccession(owners: Owners): Promise<Resource> {
  const { machineId } = await make('COLLECTED', owners)
  const { id, toId, photoId } = await makeSuccession(db(), { machineId: machineId ?? '', ripe: true })
  const state = async () => ({
    succession: await db().succession.findUnique({ where: { id }, include: { objections: true } }),
    machine: await db().machine.findUnique({ where: { id: machineId ?? '' } }),
    events: await db().auditEvent.count({ where: { subjectId: machineId ?? '' } }),
  })
  return { params: { id }, traces: [id, machineId ?? '', toId, photoId], state }
}

/** The same, by its machine, as the owner objects. */
async function boundMachine(owners: Owners): Promise<Resource> {
  const row = await openSuccession(owners)
  const [id = '', machineId = ''] = row.traces
  return { ...row, params: { id: machineId }, body: { successionId: id } }
}

/** A machine of 东城区, and the account of whoever says it is his. */
async function machineToFile(owners: Owners): Promise<Resource> {
  const { machineId } = await make('COLLECTED', owners)
  const { id: accountId, idNumber } = await makeAccount(db())
  const state = async () => ({
    machine: await db().machine.findUnique({
      where: { id: machineId ?? '' },
      include: { successions: true },
    }),
    photos: await db().photo.count({ where: { accountId } }),
  })
  const body = { version: 1, toId: accountId, idTail: idNumber.slice(-4) }
  return { params: { id: machineId ?? '', accountId }, body, traces: [machineId ?? ''], state }
}

export const SUCCESSION_ROWS: [pattern: RegExp, make: (owners: Owners) => Promise<Resource>][] = [
  [/^\/api\/console\/machines\/\{id\}\/success/, machineToFile],
  [/^\/api\/console\/successions\/\{id\}/, openSuccession],
  [/^\/api\/v1\/machines\/\{id\}\/succession/, boundMachine],
]
