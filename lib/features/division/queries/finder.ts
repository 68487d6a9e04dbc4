import { db } from '@/lib/server/db'
import { readEndedDivisions } from '@/prisma/seed/divisions'
import { type DivisionFinder, divisionFinder } from '../rules/find-division'

/**
 * The finder over the divisions that are in force here, and over all that are known to have been: those of the list
 * that came with this release.
 */
export async function readDivisionFinder(): Promise<DivisionFinder> {
  const { former, divided, zones } = readEndedDivisions()
  const present = await db().division.findMany({
    where: { validTo: null },
    select: { code: true, name: true, fullName: true, parentCode: true, leaf: true },
  })
  return divisionFinder({ present, former, divided, zones })
}
