import { chinaDay } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import type { DivisionDto } from '../schema'

const SHOWN = { code: true, name: true, fullName: true, level: true, leaf: true, validTo: true } as const

/** Divisions come and go (GB/T 2260): only those in force on a day of China's calendar may be chosen. */
function inForce(day: Date) {
  return [
    { OR: [{ validFrom: null }, { validFrom: { lte: day } }] },
    { OR: [{ validTo: null }, { validTo: { gt: day } }] },
  ]
}

/**
 * The divisions right below `parent`, provinces without one, by code. Below a municipality (110000) its districts stand
 * at once, since 市辖区 is no level that a reader knows; below a leaf, and an unknown code, there is nothing. With
 * `code` that one alone, whether it is in force or not.
 */
export async function listDivisions({
  parent,
  code,
}: {
  parent?: string
  code?: string
}): Promise<DivisionDto[]> {
  const today = new Date(chinaDay(new Date()))
  const rows = await db().division.findMany({
    where: code === undefined ? { parentCode: parent ?? null, AND: inForce(today) } : { code },
    orderBy: { code: 'asc' },
    select: SHOWN,
  })
  return rows.map(({ validTo, ...row }) => ({ ...row, ended: validTo !== null && validTo <= today }))
}
