import { z } from 'zod'
import { ACCESS, type StaffAction, staffMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { isStorable } from '@/lib/core/storable'
import { needsSecondPerson } from '@/lib/features/second-person/queries/needs'
import { db, type Tx } from '@/lib/server/database/db'
import { staffVisibleTo } from '../policy'
import type { Me } from '../schema/own-account'
import type { listStaffEndpoint, StaffDto } from '../schema/staff'
import { requestsToDisable, requestsToEnable } from './requests-about'

const withBureau = () => ({
  bureau: { select: { id: true, name: true, divisionCode: true } },
  securityKeys: { select: { id: true }, take: 1 },
  tries: {
    where: { lockedUntil: { gt: new Date() } },
    select: { lockedUntil: true },
    orderBy: { lockedUntil: 'desc' as const },
    take: 1,
  },
})
type Row = NonNullable<Awaited<ReturnType<typeof readStaff>>>

function readStaff(tx: Tx, where: { id: string } & ReturnType<typeof staffVisibleTo>) {
  return tx.staff.findFirst({ where, include: withBureau() })
}

/** The actor's account and permitted actions. */
export async function getMe(actor: StaffActor): Promise<Me> {
  const staff = await db().staff.findUniqueOrThrow({
    where: { id: actor.id },
    include: {
      bureau: { include: { division: { select: { fullName: true } } } },
      securityKeys: { select: { id: true }, take: 1 },
    },
  })
  const { bureau } = staff
  return {
    id: staff.id,
    username: staff.username,
    name: staff.name,
    role: staff.role,
    bureau: {
      id: bureau.id,
      name: bureau.name,
      divisionCode: bureau.divisionCode,
      divisionName: bureau.division.fullName,
    },
    secondFactor: staff.totpSecret !== null || staff.securityKeys.length > 0,
    totp: staff.totpSecret !== null,
    lastSignInAt: staff.lastSignInAt?.toISOString() ?? null,
    actions: (Object.keys(ACCESS) as StaffAction[]).filter((action) =>
      staffMay({ role: staff.role, divisionCode: bureau.divisionCode }, action),
    ),
  }
}

/** Staff of the actor's area, sorted by username, paged. */
export async function listStaff(
  actor: StaffActor,
  query: z.output<typeof listStaffEndpoint.query & z.ZodType>,
): Promise<Page<StaffDto>> {
  const { q, role, bureauId, state, limit } = query
  const after = decodeCursor(query.cursor, z.tuple([z.string().refine(isStorable)]))
  const rows = await db().staff.findMany({
    where: {
      AND: [
        staffVisibleTo(actor),
        { role, bureauId },
        q ? { OR: [{ username: { contains: q.toLowerCase() } }, { name: { contains: q } }] } : {},
        state ? { disabledAt: state === 'DISABLED' ? { not: null } : null } : {},
        after ? { username: { gt: after[0] } } : {},
      ],
    },
    include: withBureau(),
    orderBy: { username: 'asc' },
    take: limit + 1,
  })
  const people = await toStaffDtos(db(), actor, rows)
  return toPage(
    people,
    limit,
    (person) => [person.username],
    (person) => person,
  )
}

/** @throws AppError NOT_FOUND outside the actor's area */
export async function getStaff(tx: Tx, actor: StaffActor, id: string): Promise<StaffDto> {
  const row = await readStaff(tx, { id, ...staffVisibleTo(actor) })
  const [person] = row ? await toStaffDtos(tx, actor, [row]) : []
  if (!person) throw new AppError('NOT_FOUND')
  return person
}

async function toStaffDtos(reader: Tx, actor: StaffActor, rows: readonly Row[]): Promise<StaffDto[]> {
  const enabling = await requestsToEnable(reader, actor, rows)
  const disabling = await requestsToDisable(reader, actor, rows)
  const needed = new Map<string, boolean>()
  for (const code of new Set(rows.map(({ bureau }) => bureau.divisionCode)))
    needed.set(code, await needsSecondPerson(reader, 'ENABLE_STAFF', code))
  return rows.map((row) => ({
    ...toFacts(row),
    enabling: enabling.get(row.id) ?? null,
    disabling: disabling.get(row.id) ?? null,
    secondPerson: needed.get(row.bureau.divisionCode) ?? true,
  }))
}

function toFacts(row: Row): Omit<StaffDto, 'enabling' | 'disabling' | 'secondPerson'> {
  const { id, username, name, role } = row
  const bureau = { id: row.bureau.id, name: row.bureau.name }
  return {
    id,
    username,
    name,
    role,
    bureau,
    secondFactor: row.totpSecret !== null || row.securityKeys.length > 0,
    lockedUntil: row.tries[0]?.lockedUntil?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
