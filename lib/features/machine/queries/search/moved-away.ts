import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaContains, cityOf, provinceOf } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { db, readRows } from '@/lib/server/database/db'
import type { MachineSearchPage } from '../../schema/search'

const move = z.object({ toDistrictCode: z.string(), movedAt: z.date() })

/**
 * Of a number that is not found in the officer's area: the machine's last move out of it, which that area's officers see anyway
 * (docs/decisions/0010). Where it went from there, the new area's officers know.
 * @returns city and time, nothing of the machine or its owner; null when none of its moves left this area, or it is there
 */
export async function findMoveAway(
  actor: StaffActor,
  number: string,
): Promise<MachineSearchPage['movedAway']> {
  const [last] = await readRows(move)`
    SELECT c."toDistrictCode", c."decidedAt" AS "movedAt"
    FROM machine_number n JOIN machine m ON m.id = n."machineId" JOIN change c ON c."machineId" = m.id
    WHERE n.number = ${number}::char(10) AND c.type = 'PLACE' AND c.status = 'DONE'
      AND ${areaSql(actor.area, 'c')} AND NOT (${areaSql(actor.area, 'm')})
    ORDER BY c."decidedAt" DESC, c.id DESC LIMIT 1`
  if (!last || areaContains(actor.divisionCode, last.toDistrictCode)) return null
  const { toDistrictCode, movedAt } = last
  const codes = [cityOf(toDistrictCode), provinceOf(toDistrictCode)]
  const divisions = await db().division.findMany({
    where: { code: { in: codes } },
    select: { code: true, fullName: true },
  })
  // 北京's districts have no city between them and the province.
  const names = codes.flatMap((code) => divisions.filter((each) => each.code === code))
  return { number, cityName: names[0]?.fullName ?? '', movedAt: movedAt.toISOString() }
}
