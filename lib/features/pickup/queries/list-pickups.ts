import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { DAY_MS } from '@/lib/core/clock'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { codeKey, nameKey } from '@/lib/core/normalise'
import type { Page } from '@/lib/core/page'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { db } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import type { listPickupsEndpoint, Pickup } from '../schema'
import { PICKUP_INCLUDE, toPickups } from './pickup-dto'
import { afterPickup, pickupOrder } from './pickup-order'

/** The number of a revoked or cancelled registration waits for nobody. */
const WAITING = {
  collectedAt: null,
  machine: { status: 'ACTIVE' },
} as const satisfies Prisma.PickupWhereInput

type Query = z.output<typeof listPickupsEndpoint.query>

/**
 * Pickups of the actor's area that are waiting, oldest first, or collected, newest first.
 * `q`: registration number, phone, or a part of plate, serial, model or the owner's or agent's name. Not the pickup code,
 * which is looked up at the counter alone, where wrong ones are counted (docs/decisions/0053).
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listPickups(actor: StaffActor, query: Query): Promise<Page<Pickup>> {
  const { limit, queue } = query
  const last = decodeTimeCursor(query.cursor)
  const collected = queue === 'collected'
  const after = last ? afterPickup(collected, last) : {}
  const rows = await db().pickup.findMany({
    where: {
      AND: [
        { filing: actor.area, ...(collected ? { collectedAt: { not: null } } : WAITING) },
        search(query.q),
        filters(actor, query),
        after,
      ],
    },
    include: PICKUP_INCLUDE,
    orderBy: pickupOrder(collected),
    take: limit + 1,
  })
  const cursorOf = (row: (typeof rows)[number]) => [
    ((collected && row.collectedAt) || row.createdAt).toISOString(),
    row.id,
  ]
  const page = toPage(rows, limit, cursorOf, (row) => row)
  return { data: await toPickups(db(), actor, page.data), nextCursor: page.nextCursor }
}

function filters(actor: StaffActor, { ownerId, own, minDays }: Query): Prisma.PickupWhereInput {
  return {
    ...(ownerId ? { filing: { ownerId } } : {}),
    ...(own ? { bureauId: actor.bureauId } : {}),
    ...(minDays ? { createdAt: { lte: new Date(Date.now() - minDays * DAY_MS) } } : {}),
  }
}

function search(q: string | undefined): Prisma.PickupWhereInput {
  if (!q) return {}
  const phone = normalisePhone(q)
  if (PHONE_PATTERN.test(phone)) {
    const phoneIndex = blindIndex('phone', phone)
    return { filing: { OR: [{ owner: { phoneIndex } }, { filer: { phoneIndex } }] } }
  }
  const number = readRegistrationNumber(q)
  if (number) return { machine: { numberBody: number.body } }
  return { OR: byParts(q) }
}

function byParts(q: string): Prisma.PickupWhereInput[] {
  const [code, name] = [codeKey(q), nameKey(q)]
  const byCode = [
    { filing: { searchText: { contains: code } } },
    { machine: { searchText: { contains: code } } },
  ]
  const named = { nameKey: { contains: name } }
  const byName = [{ filing: { owner: named } }, { filing: { filer: named } }]
  return [...(code === '' ? [] : byCode), ...(name === '' ? [] : byName)]
}
