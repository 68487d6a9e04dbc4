import { chinaDay } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import type { DivisionDto } from '../schema'
import { inForce } from './in-force'

const SHOWN = { code: true, name: true, fullName: true, level: true, leaf: true, validTo: true } as const

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
