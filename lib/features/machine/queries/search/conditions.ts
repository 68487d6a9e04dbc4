import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'

/** What a machine `m` must be, apart from area, text and position: columns that the indexes carry, so rows need not be read. */
export function machineConditions(filter: MachineFilter): Prisma.Sql[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn } = filter
  const wanted = periodConditions(filter, 'm')
  if (categoryCode) wanted.push(Prisma.sql`m."categoryCode" = ${categoryCode}`)
  if (stage) wanted.push(Prisma.sql`m."emissionStage" = ${stage}::char(1)`)
  if (fuelCode) wanted.push(Prisma.sql`m."fuelCode" = ${fuelCode}`)
  if (placeCode) wanted.push(Prisma.sql`m."placeCode" = ${placeCode}`)
  if (status) wanted.push(Prisma.sql`m.status = ${status}::"MachineStatus"`)
  if (madeIn === 0) wanted.push(Prisma.sql`m."manufacturedYear" IS NULL`)
  if (madeIn) wanted.push(Prisma.sql`m."manufacturedYear" = ${madeIn}::smallint`)
  return wanted
}

/** Days of registration, both included, as instants. */
export function periodConditions({ from, to }: MachineFilter, alias: string): Prisma.Sql[] {
  const column = Prisma.raw(`${alias}."registeredAt"`)
  const wanted: Prisma.Sql[] = []
  if (from) wanted.push(Prisma.sql`${column} >= ${chinaDayStart(from).toISOString()}::timestamptz`)
  if (to) wanted.push(Prisma.sql`${column} < ${chinaDayEnd(to).toISOString()}::timestamptz`)
  return wanted
}

/** Does anything but area, text and days narrow the search? */
export function hasOwnConditions(filter: MachineFilter): boolean {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn } = filter
  return [categoryCode, stage, fuelCode, placeCode, status, madeIn].some((each) => each !== undefined)
}

export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ')
}
