import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import type { PrismaClient } from '../client'
import { type MadeAccount, makeAccount } from './account'
import { idAt } from './sequence'

type Role = 'MANAGE' | 'FILE' | 'LOOK'

/** A person who acts for a unit. @returns the person, and the id of the place */
export async function makeMember(
  db: PrismaClient,
  unitId: string,
  role: Role,
): Promise<MadeAccount & { placeId: string }> {
  const person = await makeAccount(db)
  const { id } = await db.unitMember.create({ data: { unitId, personId: person.id, role } })
  return { ...person, placeId: id }
}

/** An invitation that waits. @returns its id */
export async function makeInvitation(db: PrismaClient, unitId: string, phone: string): Promise<string> {
  const id = idAt(new Date())
  const expiresAt = new Date(Date.now() + 86_400_000)
  const invited = {
    phone: encrypt('unit_invitation.phone', id, phone),
    phoneIndex: blindIndex('phone', phone),
  }
  await db.unitInvitation.create({ data: { id, unitId, role: 'FILE', expiresAt, ...invited } })
  return id
}

/** A request that waits. @returns its id */
export async function makeRequest(db: PrismaClient, personId: string, unit: MadeAccount): Promise<string> {
  const id = idAt(new Date())
  const { idNumberIndex: codeIndex } = await db.account.findUniqueOrThrow({ where: { id: unit.id } })
  const expiresAt = new Date(Date.now() + 86_400_000)
  const unitCode = encrypt('unit_request.unitCode', id, unit.idNumber)
  await db.unitRequest.create({ data: { id, personId, codeIndex, unitCode, expiresAt } })
  return id
}
