import type { AccountActor } from '@/lib/core/actor'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import type { ClosingState } from '../schema'

type Reader = Pick<Tx, 'machine' | 'filing' | 'change' | 'unitMember'>

/** What stands in the way of closing this account, and whether records of it stay. */
export async function getClosing(actor: AccountActor, reader: Reader = db()): Promise<ClosingState> {
  const { id } = actor
  const party = { OR: [{ filerId: id }, { ownerId: id }] }
  const counts = {
    MACHINES: await reader.machine.count({ where: { ownerId: id, status: 'ACTIVE' } }),
    FILINGS: await reader.filing.count({
      where: { ...party, status: { in: ['SUBMITTED', 'IN_REVIEW', 'RETURNED'] } },
    }),
    DRAFTS: await reader.filing.count({ where: { filerId: id, status: 'DRAFT' } }),
    CHANGES: await reader.change.count({
      where: { OR: [{ accountId: id }, { newOwnerId: id }], status: { in: ['SUBMITTED', 'RETURNED'] } },
    }),
    UNITS: await reader.unitMember.count({ where: onlyManagerOf(id) }),
  }
  const registered = await reader.machine.count({ where: { ownerId: id } })
  const filed = await reader.filing.count({
    where: { OR: [...party.OR, { operatorId: id }], revision: { gt: 0 } },
  })
  const asked = await reader.change.count({
    where: { OR: [{ accountId: id }, { newOwnerId: id }, { operatorId: id }] },
  })
  return {
    obstacles: Object.entries(counts).flatMap(([kind, count]) =>
      count > 0 ? [{ kind: kind as keyof typeof counts, count }] : [],
    ),
    recordsStay: registered + filed + asked > 0,
  }
}

/** Places in other units that nobody else would manage. */
function onlyManagerOf(personId: string): Prisma.UnitMemberWhereInput {
  const manages = { role: 'MANAGE' as const, endedAt: null }
  return {
    personId,
    unitId: { not: personId },
    ...manages,
    unit: { closedAt: null, people: { none: { ...manages, personId: { not: personId } } } },
  }
}
