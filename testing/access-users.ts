import { db } from '@/lib/server/database/db'
import { makeMachineUser } from '@/prisma/factories/machine-user'
import type { Owners } from './access-actors'
import { make, type Resource } from './access-filings'

/** Who uses a machine of the owner, in 东城区. */
async function user(owners: Owners): Promise<Resource> {
  const { machineId } = await make('COLLECTED', owners)
  const userId = await makeMachineUser(db(), machineId ?? '', owners.own.id)
  const state = () => db().machineUser.findUnique({ where: { id: userId } })
  return { params: { id: machineId ?? '', userId }, traces: [userId], state }
}

export const USER_ROWS: [pattern: RegExp, make: (owners: Owners) => Promise<Resource>][] = [
  [/^\/api\/console\/machines\/\{id\}\/users\/\{userId\}/, (owners) => user(owners)],
  [/^\/api\/v1\/machines\/\{id\}\/users\/\{userId\}/, (owners) => user(owners)],
]
