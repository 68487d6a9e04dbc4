import { db } from '@/lib/server/database/db'
import { makeStaff } from '@/prisma/factories/staff'
import { bearer, HOME, type Owners, staffCookie } from './access-actors'
import type { Resource } from './access-filings'

/** A session of an officer of 东城区. */
export async function signedIn(): Promise<Resource> {
  const { id } = await makeStaff(db(), 'REVIEWER', HOME)
  await staffCookie({ id })
  const session = await db().staffSession.findFirstOrThrow({ where: { staffId: id } })
  const state = () => db().staffSession.findMany({ where: { staffId: id } })
  return { params: { id, sessionId: session.id }, traces: [id, session.id], state }
}

/** A further session of the owner. */
export async function ownersSession({ own }: Owners): Promise<Resource> {
  await bearer(own.id)
  const where = { accountId: own.id }
  const { id } = await db().accountSession.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
  const state = () => db().accountSession.findUnique({ where: { id } })
  return { params: { id }, traces: [id], state }
}
