import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { cursorTime, decodeCursor, encodeCursor } from '@/lib/core/cursor'
import { idTailText } from '@/lib/core/id-number'
import { codeKey } from '@/lib/core/normalise'
import type { Page } from '@/lib/core/page'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { auditAlone } from '@/lib/server/audit/audit'
import { db } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import { CODE_PATTERN } from '../rules/read-lookup'
import type { LookupInput, Pickup } from '../schema'
import { PICKUP_INCLUDE, type PickupRow, toPickups } from './pickup-dto'
import { afterPickup, pickupOrder } from './pickup-order'

const PAGE = 30

/**
 * One pickup.
 * @throws AppError NOT_FOUND outside the actor's area
 */
export async function getPickup(actor: StaffActor, id: string): Promise<Pickup> {
  const row = await db().pickup.findFirst({
    where: { id, filing: actor.area },
    include: PICKUP_INCLUDE,
  })
  const [found] = row ? await toPickups(db(), actor, [row]) : []
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/**
 * One page of the counter's look-up in the actor's area: first pickups waiting at the actor's bureau, then at others, longest
 * waiting first; then collected ones, most recent first. Every look-up is audited with its results but without the search text.
 * @throws AppError INVALID with the path of a malformed value; MALFORMED for an invalid cursor
 */
export async function lookupPickups(actor: StaffActor, input: LookupInput): Promise<Page<Pickup>> {
  const matches = { AND: [{ filing: actor.area }, conditionOf(input)] }
  const cursor = readCursor(input.cursor)
  const rows: PickupRow[] = []
  for (const [rank, { where, collected }] of ranksOf(actor).entries()) {
    if (cursor && rank < cursor.rank) continue
    const after = cursor && rank === cursor.rank ? afterPickup(collected, cursor) : {}
    rows.push(
      ...(await db().pickup.findMany({
        where: { AND: [matches, where, after] },
        include: PICKUP_INCLUDE,
        orderBy: pickupOrder(collected),
        take: PAGE + 1 - rows.length,
      })),
    )
    if (rows.length > PAGE) break
  }
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const data = await toPickups(db(), actor, page)
  await auditLookup(actor, wayOf(input), data)
  await recordFound(actor, input, data)
  return { data, nextCursor: last && rows.length > PAGE ? cursorOf(actor, last) : null }
}

/** The groups of results, in order. */
function ranksOf({ bureauId }: StaffActor): { where: Prisma.PickupWhereInput; collected: boolean }[] {
  return [
    { where: { collectedAt: null, bureauId }, collected: false },
    { where: { collectedAt: null, bureauId: { not: bureauId } }, collected: false },
    { where: { collectedAt: { not: null } }, collected: true },
  ]
}

function cursorOf({ bureauId }: StaffActor, row: PickupRow): string {
  const rank = row.collectedAt ? 2 : row.bureauId === bureauId ? 0 : 1
  return encodeCursor([String(rank), (row.collectedAt ?? row.createdAt).toISOString(), row.id])
}

type Position = { rank: number; at: Date; id: string }
const position = z.tuple([z.enum(['0', '1', '2']), cursorTime, z.uuid()])

function readCursor(cursor: string | undefined): Position | null {
  const values = decodeCursor(cursor, position)
  if (!values) return null
  const [rank, at, id] = values
  return { rank: Number(rank), at: new Date(at), id }
}

function conditionOf(input: LookupInput): Prisma.PickupWhereInput {
  if ('code' in input) return byCode(input.code)
  if ('registrationNumber' in input) return byNumber(input.registrationNumber)
  // Scanned from a card.
  if ('checkToken' in input) return { machine: { checkToken: input.checkToken } }
  return ofAccount(personOf(input) ?? {})
}

/** Whom a look-up names, if it names a person. @throws AppError INVALID for what is no phone */
function personOf(input: LookupInput): Prisma.AccountWhereInput | null {
  if ('phone' in input) return { phoneIndex: blindIndex('phone', phoneOf(input.phone)) }
  if ('idTail' in input) return { idTailIndex: blindIndex('id-tail', idTailText(input.idTail, input.name)) }
  return null
}

/** @throws AppError INVALID for anything but six digits */
export function byCode(typed: string): Prisma.PickupWhereInput {
  const code = codeKey(typed)
  if (!CODE_PATTERN.test(code)) throw fieldError('code', '领取码应为 6 位数字')
  return { codeIndex: blindIndex('pickup', code) }
}

/** A corrected stage changes the first character only, so an earlier number still finds the machine. */
function byNumber(typed: string): Prisma.PickupWhereInput {
  const parsed = readRegistrationNumber(typed)
  if (!parsed) throw fieldError('registrationNumber', '登记号码为一位阶段、横线和 8 位字符，如 3-30468844')
  return { machine: { OR: [{ numberBody: parsed.body }, { numbers: { some: { number: parsed.number } } }] } }
}

function phoneOf(typed: string): string {
  const phone = normalisePhone(typed)
  if (!PHONE_PATTERN.test(phone)) throw fieldError('phone', '手机号应为 11 位数字')
  return phone
}

/** Owner or agent. */
function ofAccount(where: Prisma.AccountWhereInput): Prisma.PickupWhereInput {
  return { filing: { OR: [{ owner: where }, { filer: where }] } }
}

type Way = 'check' | 'idTail' | 'phone' | 'pickupCode' | 'registrationNumber'

function wayOf(input: LookupInput): Way {
  if ('code' in input) return 'pickupCode'
  if ('registrationNumber' in input) return 'registrationNumber'
  if ('phone' in input) return 'phone'
  return 'checkToken' in input ? 'check' : 'idTail'
}

/** Records a look-up by what leads to a person. */
export async function auditLookup(actor: StaffActor, by: Way, found: readonly Pickup[]): Promise<void> {
  await auditAlone(db(), actor, {
    action: 'pickup.lookup',
    subjectType: 'bureau',
    subjectId: actor.bureauId,
    districtCode: actor.divisionCode,
    details: { by, pickupIds: found.map((pickup) => pickup.id) },
  })
}

/** Of a look-up by phone, or last characters and name: once for each person found, whose own list is read by account (docs/decisions/0067). */
async function recordFound(actor: StaffActor, input: LookupInput, found: readonly Pickup[]): Promise<void> {
  const person = personOf(input)
  if (!person || found.length === 0) return
  const filings = { some: { pickup: { id: { in: found.map(({ id }) => id) } } } }
  const people = await db().account.findMany({
    where: { AND: [person, { OR: [{ owned: filings }, { filed: filings }] }] },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  for (const { id } of people)
    await auditAlone(db(), actor, {
      action: 'pickup.find-owner',
      subjectType: 'account',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: { by: wayOf(input) },
    })
}
