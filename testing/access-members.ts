import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeInvitation, makeMember, makeRequest } from '@/prisma/factories/unit'
import type { Owners } from './access-actors'
import type { Resource } from './access-filings'

/** Rows of a unit's people: of the unit, which a person does not reach, and of the persons. */

const invitation = (id: string, owner?: string): Resource => ({
  params: owner ? { id, unitId: owner } : { id },
  ...(owner ? { owner } : {}),
  traces: [id],
  state: () => db().unitInvitation.findUnique({ where: { id } }),
})
const request = (id: string, owner?: string): Resource => ({
  params: owner ? { id, unitId: owner } : { id },
  ...(owner ? { owner } : {}),
  traces: [id],
  state: () => db().unitRequest.findUnique({ where: { id } }),
})
const place = (id: string, owner?: string): Resource => ({
  params: owner ? { id, unitId: owner } : { id },
  ...(owner ? { owner } : {}),
  traces: [id],
  state: () => db().unitMember.findUnique({ where: { id } }),
})

const unit = () => makeAccount(db(), { type: 'UNIT' })

async function invitationBy(): Promise<Resource> {
  const { id } = await unit()
  const { phone } = await makeAccount(db())
  return invitation(await makeInvitation(db(), id, phone), id)
}

async function invitationTo({ own }: Owners): Promise<Resource> {
  return invitation(await makeInvitation(db(), (await unit()).id, own.phone))
}

async function requestTo(): Promise<Resource> {
  const asked = await unit()
  return request(await makeRequest(db(), (await makeAccount(db())).id, asked), asked.id)
}

async function requestBy({ own }: Owners): Promise<Resource> {
  return request(await makeRequest(db(), own.id, await unit()))
}

async function memberOf(): Promise<Resource> {
  const { id } = await unit()
  return place((await makeMember(db(), id, 'FILE')).placeId, id)
}

async function placeOf({ own }: Owners): Promise<Resource> {
  const { id: unitId } = await unit()
  const { id } = await db().unitMember.create({ data: { unitId, personId: own.id, role: 'FILE' } })
  return place(id)
}

/** The rows by path, longest match first. */
export const MEMBER_ROWS: [pattern: RegExp, make: (owners: Owners) => Promise<Resource>][] = [
  [/^\/api\/v1\/units\/\{unitId\}\/members\/invitations\/\{id\}/, () => invitationBy()],
  [/^\/api\/v1\/units\/\{unitId\}\/members\/requests\/\{id\}/, () => requestTo()],
  [/^\/api\/v1\/units\/\{unitId\}\/members/, () => memberOf()],
  [/^\/api\/v1\/me\/units\/invitations\/\{id\}/, (owners) => invitationTo(owners)],
  [/^\/api\/v1\/me\/units\/requests\/\{id\}/, (owners) => requestBy(owners)],
  [/^\/api\/v1\/me\/units\/\{id\}/, (owners) => placeOf(owners)],
]
