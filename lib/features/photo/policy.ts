import { roleMay } from '@/lib/core/access'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { areaOr, changesInArea } from '@/lib/core/area'
import type { Prisma } from '@/prisma/client'

/**
 * An owner sees his own uploads, all current and submitted photos of filings that he files or owns, and the photos of the
 * machines he owns now, from their filings and changes. For a former machine he sees only what he sent himself.
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
 * An officer sees all photos ever submitted in his area, those of machines located there now, and those of changes that
 * concern it (both areas of a move). Photos of a draft, or added while a filing is returned, are private until submitted;
 * but the bureau that enters a filing for its owner sees what it has uploaded (docs/decisions/0048).
 */
export function visibleToStaff(actor: StaffActor): Prisma.PhotoWhereInput {
  const machine = actor.area
  const assisted = { assistedBureauId: actor.bureauId }
  const submitted = areaOr<Prisma.FilingWhereInput>(actor.area, { machine })
  return {
    OR: [
      { revisions: { some: { revision: { filing: submitted } } } },
      ...(roleMay(actor.role, 'filing.assist') ? [{ filings: { some: { filing: assisted } } }] : []),
      ...(roleMay(actor.role, 'dispute.decide') ? [{ disputes: { some: { dispute: actor.area } } }] : []),
      ...(roleMay(actor.role, 'succession.file') ? [{ succession: { succession: actor.area } }] : []),
      {
        statements: {
          some: { filing: { OR: [assisted, { AND: [submitted, { status: { not: 'DRAFT' } }] }] } },
        },
      },
      {
        changes: {
          some: { change: areaOr<Prisma.ChangeWhereInput>(actor.area, changesInArea(actor), { machine }) },
        },
      },
    ],
  }
}
