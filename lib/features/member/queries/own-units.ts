import type { AccountActor } from '@/lib/core/actor'
import { maskIdNumber } from '@/lib/core/mask'
import { db } from '@/lib/server/database/db'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { OwnUnits } from '../schema'
import { askedOf, type Reader, waiting } from './people'

/** Requests that have ended are shown no longer than the last of them. */
const SHOWN_REQUESTS = 10

/** The person behind a session: of an own account, or who acts for a unit; null for whoever holds a unit's phone. */
export function personOf(actor: AccountActor): { id: string; name: string } | null {
  return actor.person ?? (actor.type === 'PERSON' ? { id: actor.id, name: actor.name } : null)
}

/** GET /me/units. */
export async function getOwnUnits(actor: AccountActor, reader: Reader = db()): Promise<OwnUnits> {
  const person = personOf(actor)
  return {
    actingFor: actor.unitRole && { id: actor.id, name: actor.name, role: actor.unitRole },
    person,
    ...(person ? await ofPerson(reader, person.id) : { units: [], invitations: [], requests: [] }),
    waiting:
      actor.unitRole === 'MANAGE'
        ? await reader.unitRequest.count({ where: await askedOf(actor, reader) })
        : 0,
  }
}

async function ofPerson(
  reader: Reader,
  personId: string,
): Promise<Pick<OwnUnits, 'units' | 'invitations' | 'requests'>> {
  const { phoneIndex } = await reader.account.findUniqueOrThrow({
    where: { id: personId },
    select: { phoneIndex: true },
  })
  const units = await reader.unitMember.findMany({
    where: { personId, endedAt: null, unit: { closedAt: null } },
    include: { unit: { select: { name: true } } },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
  })
  const invitations = await reader.unitInvitation.findMany({
    where: { phoneIndex: phoneIndex ?? '', ...waiting(), unit: { closedAt: null } },
    include: { unit: { select: { name: true } }, by: { select: { name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const requests = await reader.unitRequest.findMany({
    where: { personId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN_REQUESTS,
  })
  const now = new Date()
  return {
    units: units.map(({ id, unitId, unit, role, since }) => ({
      id,
      unitId,
      name: unit.name,
      role,
      since: since.toISOString(),
    })),
    invitations: invitations.map(({ id, unit, role, by, expiresAt }) => ({
      id,
      unitName: unit.name,
      role,
      invitedBy: by?.name ?? null,
      expiresAt: expiresAt.toISOString(),
    })),
    requests: requests.map(({ id, unitCode, state, createdAt, expiresAt }) => ({
      id,
      unitCodeMasked: maskIdNumber(decrypt('unit_request.unitCode', id, unitCode)),
      state: state === 'OPEN' && expiresAt <= now ? 'EXPIRED' : state,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  }
}
