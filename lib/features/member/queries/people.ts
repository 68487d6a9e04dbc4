import type { AccountActor } from '@/lib/core/actor'
import { maskPhone } from '@/lib/core/mask'
import { db, type Tx } from '@/lib/server/database/db'
import { maskedPhone } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import type { Invitation, Member, People } from '../schema'

export type Reader = Pick<Tx, 'account' | 'unitMember' | 'unitInvitation' | 'unitRequest'>

const PERSON = { select: { id: true, name: true, phone: true } } as const

/** Waiting and not expired. */
export const waiting = (now = new Date()) => ({ state: 'OPEN' as const, expiresAt: { gt: now } })

/** A unit's people, what it has asked of others and what others ask of it; of a person nothing. */
export async function listPeople(actor: AccountActor, reader: Reader = db()): Promise<People> {
  const members = await reader.unitMember.findMany({
    where: { unitId: actor.id, endedAt: null },
    include: { person: PERSON },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
  })
  const invitations = await reader.unitInvitation.findMany({
    where: { unitId: actor.id, ...waiting() },
    include: { by: { select: { name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const requests = await reader.unitRequest.findMany({
    where: await askedOf(actor, reader),
    include: { person: PERSON },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return {
    members: members.map((row) => toMember(actor, row)),
    invitations: invitations.map(toInvitation),
    requests: requests.map(({ id, person, createdAt, expiresAt }) => ({
      id,
      name: person.name,
      phoneMasked: maskedPhone(person),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  }
}

/**
 * Those who ask to join the unit whose code this account has: not an account that only says the number is its own, nor one
 * that has lost it.
 */
export async function askedOf(actor: AccountActor, reader: Reader): Promise<Prisma.UnitRequestWhereInput> {
  const { type, idNumberIndex } = await reader.account.findUniqueOrThrow({
    where: { id: actor.id },
    select: { type: true, idNumberIndex: true },
  })
  return { codeIndex: idNumberIndex, ...waiting(), ...(type === 'UNIT' ? {} : { id: { in: [] } }) }
}

type MemberRow = Prisma.UnitMemberGetPayload<{ include: { person: typeof PERSON } }>

function toMember(actor: AccountActor, { id, person, unitId, role, since }: MemberRow): Member {
  const isUnitPhone = person.id === unitId
  return {
    id,
    name: isUnitPhone ? null : person.name,
    phoneMasked: maskedPhone(person),
    role,
    since: since.toISOString(),
    isUnitPhone,
    isYou: person.id === (actor.person?.id ?? actor.id),
  }
}

type InvitationRow = Prisma.UnitInvitationGetPayload<{ include: { by: { select: { name: true } } } }>

export function toInvitation({ id, phone, role, by, createdAt, expiresAt }: InvitationRow): Invitation {
  return {
    id,
    phoneMasked: phone === null ? '' : maskPhone(decrypt('unit_invitation.phone', id, phone)),
    role,
    invitedBy: by?.name ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}
