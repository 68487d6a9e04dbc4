import { areaFilter } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'
import { machineConditions } from './conditions'
import { type Extent, type Plan, type SearchScope, SORTABLE, sortedPlan } from './plan'
import { all } from './sql'

/** Machines that have a registration number or had it before. */
export function planByNumber(number: string, { area, filter, order }: SearchScope, extent: Extent): Plan {
  const collected = Prisma.sql`
    SELECT DISTINCT ${SORTABLE} FROM machine_number n JOIN machine m ON m.id = n."machineId"
    WHERE n.number = ${number}::char(10) AND ${areaSql(areaFilter(area), 'm')}
      AND ${all(machineConditions(filter))}`
  return sortedPlan(collected, order, extent)
}

/** The machine that was registered with the filing of this 查询号. */
export function planByFilingNumber(
  number: string,
  { area, filter, order }: SearchScope,
  extent: Extent,
): Plan {
  const collected = Prisma.sql`
    SELECT ${SORTABLE} FROM filing f JOIN machine m ON m."filingId" = f.id
    WHERE f.number = ${number}::char(9) AND ${areaSql(areaFilter(area), 'm')}
      AND ${all(machineConditions(filter))}`
  return sortedPlan(collected, order, extent)
}
