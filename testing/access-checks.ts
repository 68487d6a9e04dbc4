import { db } from '@/lib/server/database/db'
import { makeCertificate } from '@/prisma/factories/certificate'
import type { Owners } from './access-actors'
import { make, type Resource, resourceOf } from './access-filings'

/** A certificate of the owner's machine: by its id for the owner, by its token for everybody. */
async function certificate(owners: Owners): Promise<Resource> {
  const { machineId } = await make('COLLECTED', owners)
  const { id, token } = await makeCertificate(db(), owners.own.id, [machineId ?? ''])
  const state = () => db().certificate.findUnique({ where: { id } })
  return { params: { id, token }, traces: [id], state }
}

async function cardOf(owners: Owners): Promise<Resource> {
  const filing = await make('APPROVED', owners)
  const machine = await db().machine.findUniqueOrThrow({ where: { filingId: filing.id } })
  return { ...resourceOf(filing), params: { token: machine.checkToken } }
}

/** What anybody checks by a token, and the certificates of an owner. */
export const CHECK_ROWS: [pattern: RegExp, make: (owners: Owners) => Promise<Resource>][] = [
  [/^\/api\/v1\/certificates\/\{id\}/, (owners) => certificate(owners)],
  [/^\/api\/v1\/checks\/\{token\}/, (owners) => cardOf(owners)],
  [/^\/api\/v1\/certificate-checks\/\{token\}/, (owners) => certificate(owners)],
]
