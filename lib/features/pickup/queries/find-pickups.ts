import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import { compact } from '@/lib/core/normalise'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/machine/rules'
import { audit } from '@/lib/server/audit'
import { db } from '@/lib/server/db'
import { blindIndex } from '@/lib/server/secrets'
import type { Prisma } from '@/prisma/client'
import { CODE_PATTERN } from '../rules/read-lookup'
import type { LookupInput, Pickup } from '../schema'
import { PICKUP_INCLUDE, toPickups } from './pickup-dto'

/** More than a counter can look through; whoever has so many machines is asked for a code or a number. */
const MOST = 30

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
 * The counter's look-up inside the actor's area: the own bureau's waiting ones first, then others that wait, then those
 * already collected. A look by phone or ID number is recorded with what it found, without what was typed.
 * @throws AppError INVALID for a value of the wrong form, with its path
 */
export async function lookupPickups(actor: StaffActor, input: LookupInput): Promise<Pickup[]> {
  const rows = await db().pickup.findMany({
    where: { AND: [{ filing: actor.area }, conditionOf(input)] },
    include: PICKUP_INCLUDE,
    // Waiting ones first, the longest waiting of them first.
    orderBy: [{ collectedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: MOST,
  })
  const pickups = await toPickups(db(), actor, rows)
  if ('phone' in input || 'idTail' in input) await recordLook(actor, input, pickups)
  return pickups.toSorted((a, b) => rank(a) - rank(b))
}

function rank(pickup: Pickup): number {
  if (pickup.collectedAt) return 2
  return pickup.bureau.own ? 0 : 1
}

function conditionOf(input: LookupInput): Prisma.PickupWhereInput {
  if ('code' in input) return byCode(input.code)
  if ('registrationNumber' in input) return byNumber(input.registrationNumber)
  if ('phone' in input) return byPhone(input.phone)
  return ofAccount({ idTailIndex: blindIndex('id-tail', idTailText(input.idTail, input.name)) })
}

function byCode(typed: string): Prisma.PickupWhereInput {
  const code = compact(typed)
  if (!CODE_PATTERN.test(code)) throw fieldError('code', '领取码应为 6 位数字')
  return { codeIndex: blindIndex('pickup', code) }
}

/** A corrected stage changes the first character only: the number before it still finds the machine. */
function byNumber(typed: string): Prisma.PickupWhereInput {
  const read = readRegistrationNumber(typed)
  if (!read) throw fieldError('registrationNumber', '登记号码为一位阶段、横线和 8 位字符，如 3-30468844')
  return { machine: { OR: [{ numberBody: read.body }, { numbers: { some: { number: read.number } } }] } }
}

function byPhone(typed: string): Prisma.PickupWhereInput {
  const phone = normalisePhone(typed)
  if (!PHONE_PATTERN.test(phone)) throw fieldError('phone', '手机号应为 11 位数字')
  return ofAccount({ phoneIndex: blindIndex('phone', phone) })
}

/** Owner or agent. */
function ofAccount(where: Prisma.AccountWhereInput): Prisma.PickupWhereInput {
  return { filing: { OR: [{ owner: where }, { filer: where }] } }
}

async function recordLook(actor: StaffActor, input: LookupInput, found: readonly Pickup[]): Promise<void> {
  await audit(db(), actor, {
    action: 'pickup.lookup',
    subjectType: 'bureau',
    subjectId: actor.bureauId,
    districtCode: actor.divisionCode,
    details: { by: 'phone' in input ? 'phone' : 'idTail', pickupIds: found.map((pickup) => pickup.id) },
  })
}
