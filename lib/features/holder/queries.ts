import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { nameKey } from '@/lib/core/normalise'
import type { Page } from '@/lib/core/page'
import { idNumberFor, proofOf } from '@/lib/features/account/queries'
import { db } from '@/lib/server/database/db'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import type { Prisma } from '@/prisma/client'
import { counterFilings, waitingFor } from './policy'
import type { listHoldersEndpoint, WaitingHolder } from './schema'

/** Machines listed per holder; a search by the document finds all of them. */
const MAX_LISTED = 3

const PARTY = { id: true, type: true, name: true, documentKind: true, idNumber: true, phone: true } as const

/**
 * One page of the holders that wait for an officer of this area, the longest waiting first.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listHolders(
  actor: StaffActor,
  { cursor, limit }: z.output<typeof listHoldersEndpoint.query>,
): Promise<Page<WaitingHolder>> {
  const rows = await db().account.findMany({
    where: { AND: [waitingFor(actor), after(cursor)] },
    orderBy: [{ registrant: { registeredAt: 'asc' } }, { id: 'asc' }],
    take: limit + 1,
    select: {
      ...PARTY,
      registrant: {
        select: {
          ...PARTY,
          registeredAt: true,
          provedAt: true,
          provedHow: true,
          formerNames: { select: { name: true } },
        },
      },
      counterOwner: { select: { accountId: true } },
      _count: { select: { machines: { where: actor.area }, owned: { where: counterFilings(actor) } } },
      machines: {
        where: actor.area,
        orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
        take: MAX_LISTED,
        select: { id: true, registrationNumber: true },
      },
    },
  })
  const waiting = rows.flatMap(({ registrant, ...row }) =>
    registrant?.registeredAt
      ? [{ ...row, registrant: { ...registrant, registeredAt: registrant.registeredAt } }]
      : [],
  )
  return toPage(
    waiting,
    limit,
    (row) => [row.registrant.registeredAt.toISOString(), row.id],
    ({ registrant, machines, counterOwner, _count, ...holder }) => ({
      id: holder.id,
      holder: toParty(actor, holder),
      account: {
        id: registrant.id,
        registeredAt: registrant.registeredAt.toISOString(),
        ...toParty(actor, registrant),
        proof: proofOf(registrant),
      },
      sameName:
        holder.type === registrant.type &&
        [registrant, ...registrant.formerNames].some(({ name }) => nameKey(name) === nameKey(holder.name)),
      machineCount: _count.machines,
      atCounter: counterOwner !== null,
      filingCount: _count.owned,
      machines: machines.map((machine) => ({
        id: machine.id,
        registrationNumber: machine.registrationNumber ?? '',
      })),
    }),
  )
}

function after(cursor: string | undefined): Prisma.AccountWhereInput {
  const last = decodeTimeCursor(cursor)
  if (!last) return {}
  return {
    OR: [
      { registrant: { registeredAt: { gt: last.at } } },
      { registrant: { registeredAt: last.at }, id: { gt: last.id } },
    ],
  }
}

type Stored = Prisma.AccountGetPayload<{ select: typeof PARTY }>

function toParty(actor: StaffActor, { type, name, documentKind, ...party }: Stored): WaitingHolder['holder'] {
  return {
    type,
    name,
    documentLabel: documentNumberLabel(documentKind, type),
    idNumberMasked: idNumberFor(actor, openIdNumber(party)),
    phoneMasked: maskedPhone(party),
  }
}
