import { db } from '@/lib/server/database/db'
import { readEndedDivisions } from '@/prisma/seed/divisions'
import { type DivisionFinder, divisionFinder } from '../rules/find-division'
import type { FormerDivision } from '../rules/places'

/**
 * A finder over the divisions in force and all known former ones: those of the list shipped with this release, and
 * others that ended in this database.
 */
export async function readDivisionFinder(): Promise<DivisionFinder> {
  const { former, divided, zones } = readEndedDivisions()
  const rows = await db().division.findMany()
  const known = new Set(former.map(({ code, name }) => `${code} ${name}`))
  const ended = rows.flatMap(({ code, name, validTo, successorCode }): FormerDivision[] => {
    if (validTo === null || known.has(`${code} ${name}`)) return []
    const gone = validTo.toISOString().slice(0, 7)
    return [{ code, name, seen: '', gone, successors: successorCode === null ? [] : [successorCode] }]
  })
  const present = rows.filter(({ validTo }) => validTo === null)
  return divisionFinder({ present, former: [...former, ...ended], divided, zones })
}
