import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { codeKey, nameKey } from '@/lib/core/normalise'
import type { Page } from '@/lib/core/page'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { db } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import { CODE_PATTERN } from '../rules/read-lookup'
import type { listPickupsEndpoint, Pickup } from '../schema'
import { PICKUP_INCLUDE, toPickups } from './pickup-dto'

type Query = z.output<typeof listPickupsEndpoint.query>

/**
 * What waits for collection inside the actor's area, oldest first, or what was collected, newest first.
 * `q`: pickup code, registration number, phone, or part of plate, serial or model, or of a name of owner or agent.
 * @throws AppError MALFORMED for a cursor that is not ours
 */
export async function listPickups(actor: StaffActor, query: Query): Promise<Page<Pickup>> {
  const { limit, queue } = query
  const last = decodeTimeCursor(query.cursor)
  const waiting = queue === 'waiting'
  const beyond = last ? beyondOf(waiting, last) : {}
  const rows = await db().pickup.findMany({
    where: {
      AND: [{ filing: actor.area, collectedAt: waiting ? null : { not: null } }, search(query.q), beyond],
    },
    include: PICKUP_INCLUDE,
    orderBy: waiting ? [{ createdAt: 'asc' }, { id: 'asc' }] : [{ collectedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const cursorOf = (row: (typeof rows)[number]) => [
    (waiting ? row.createdAt : (row.collectedAt ?? row.createdAt)).toISOString(),
    row.id,
  ]
  const page = toPage(rows, limit, cursorOf, (row) => row)
  return { data: await toPickups(db(), actor, page.data), nextCursor: page.nextCursor }
}

function beyondOf(waiting: boolean, { at, id }: { at: Date; id: string }): Prisma.PickupWhereInput {
  return waiting
    ? { OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: id } }] }
    : { OR: [{ collectedAt: { lt: at } }, { collectedAt: at, id: { lt: id } }] }
}

function search(q: string | undefined): Prisma.PickupWhereInput {
  if (!q) return {}
  const joined = codeKey(q)
  if (CODE_PATTERN.test(joined)) return { OR: [{ codeIndex: blindIndex('pickup', joined) }, ...byParts(q)] }
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
