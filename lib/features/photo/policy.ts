import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { areaOr, changesInArea } from '@/lib/core/area'
import type { Prisma } from '@/prisma/client'

/**
 * An owner sees what he uploaded, every photo of a filing, present or submitted, that he files or owns, and those of a
 * machine that is his now: its filing's and its changes'. Of a machine that was his, what he sent himself.
 */
export function visibleToOwner(actor: AccountActor): Prisma.PhotoWhereInput {
  const machine = { ownerId: actor.id }
  const mine = { OR: [{ filerId: actor.id }, { ownerId: actor.id }, { machine }] }
  return {
    OR: [
      { accountId: actor.id },
      { filings: { some: { filing: mine } } },
      { revisions: { some: { revision: { filing: mine } } } },
      { changes: { some: { change: { status: 'DONE', machine } } } },
      { changes: { some: { change: { accountId: actor.id } } } },
    ],
  }
}

/**
 * An officer sees what was submitted, now or earlier, in his area, the photos of the machines that work there now, and
 * those of the changes that his area sees (both areas of a move). What an owner keeps in a draft, or prepares while a
 * filing is returned, is the owner's own until it is submitted.
 */
export function visibleToStaff(actor: StaffActor): Prisma.PhotoWhereInput {
  const machine = actor.area
  return {
    OR: [
      { revisions: { some: { revision: { filing: areaOr(actor.area, { machine }) } } } },
      {
        changes: {
          some: { change: areaOr<Prisma.ChangeWhereInput>(actor.area, changesInArea(actor), { machine }) },
        },
      },
    ],
  }
}
