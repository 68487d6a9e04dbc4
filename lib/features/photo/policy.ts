import type { AccountActor, StaffActor } from '@/lib/core/actor'
import type { Prisma } from '@/prisma/client'

/** An owner sees what he uploaded, and every photo of a filing, present or submitted, that he files or owns. */
export function visibleToOwner(actor: AccountActor): Prisma.PhotoWhereInput {
  const mine = { OR: [{ filerId: actor.id }, { ownerId: actor.id }] }
  return {
    OR: [
      { accountId: actor.id },
      { filings: { some: { filing: mine } } },
      { revisions: { some: { revision: { filing: mine } } } },
    ],
  }
}

/**
 * An officer sees what was submitted, now or earlier, in his area. What an owner keeps in a draft, or prepares while a
 * filing is returned, is the owner's own until it is submitted.
 */
export function visibleToStaff(actor: StaffActor): Prisma.PhotoWhereInput {
  return { revisions: { some: { revision: { filing: actor.area } } } }
}
