import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { db, type Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { absentees } from './policy'
import type { Absence } from './schema'

/** A day as the database keeps it. */
export const dateOf = (day: string) => new Date(`${day}T00:00:00.000Z`)
const dayOf = (date: Date) => date.toISOString().slice(0, 10)

/**
 * Condition over `staff_absence a`: it holds on the day in China of `now`.
 */
export function holdsOn(now: Date): Prisma.Sql {
  return Prisma.sql`(a."endedAt" IS NULL AND ${chinaDay(now)}::date BETWEEN a."fromDay" AND a."toDay")`
}

/**
 * Condition: the officer is away at `now`.
 * @param alias of `staff`, a constant: it is not escaped
 */
export function isAbsent(alias: string, now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM staff_absence a
    WHERE a."staffId" = ${Prisma.raw(alias)}.id AND ${holdsOn(now)})`
}

const withSetter = { setBy: { select: { name: true } } } as const

/**
 * Absences of today and later, the first one first.
 * @throws AppError NOT_FOUND for who is no reviewer of the actor's area
 */
export async function listAbsences(actor: StaffActor, staffId: string): Promise<{ data: Absence[] }> {
  const staff = await db().staff.findFirst({
    where: { AND: [{ id: staffId }, absentees(actor)] },
    select: { absences: { where: comingOnes(), include: withSetter, orderBy: { fromDay: 'asc' } } },
  })
  if (!staff) throw new AppError('NOT_FOUND')
  return { data: staff.absences.map(toAbsence) }
}

/** Not ended, and not over. */
export const comingOnes = () => ({ endedAt: null, toDay: { gte: dateOf(chinaDay(new Date())) } })

type Row = Prisma.StaffAbsenceGetPayload<{ include: typeof withSetter }>

function toAbsence({ id, kind, fromDay, toDay, setBy }: Row): Absence {
  const [from, to, today] = [dayOf(fromDay), dayOf(toDay), chinaDay(new Date())]
  return { id, kind, from, to, setBy: setBy.name, now: from <= today && today <= to }
}

export async function readAbsence(tx: Tx, id: string): Promise<Absence> {
  return toAbsence(await tx.staffAbsence.findUniqueOrThrow({ where: { id }, include: withSetter }))
}
