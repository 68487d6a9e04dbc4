import { chinaDay } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import type { DivisionDto } from '../schema'
import { inForce } from './in-force'

const SHOWN = { code: true, name: true, fullName: true, level: true, leaf: true, validTo: true } as const

/**
 * The children of `parent` in force, ordered by code; without `parent` the provinces. The districts of a municipality
 * (110000) are its direct children, since nobody uses the level 市辖区; a leaf or an unknown code has none. With `code`
 * only that division, in force or not.
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
