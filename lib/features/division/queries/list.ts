import { chinaDay } from '@/lib/core/clock'
import { db } from '@/lib/server/db'
import type { DivisionDto } from '../schema'

const SHOWN = { code: true, name: true, fullName: true, level: true, leaf: true } as const

/** Divisions come and go (GB/T 2260): only those in force on a day of China's calendar may be chosen. */
function inForce(day: Date) {
  return [
    { OR: [{ validFrom: null }, { validFrom: { lte: day } }] },
    { OR: [{ validTo: null }, { validTo: { gt: day } }] },
  ]
}

/**
 * The divisions right below `parent`, provinces without one, by code. Below a municipality (110000) its districts stand
 * at once, since 市辖区 is no level that a reader knows; below a leaf, and an unknown code, there is nothing.
 */
export function listDivisions(parent: string | undefined): Promise<DivisionDto[]> {
  return db().division.findMany({
    where: { parentCode: parent ?? null, AND: inForce(new Date(chinaDay(new Date()))) },
    orderBy: { code: 'asc' },
    select: SHOWN,
  })
}
