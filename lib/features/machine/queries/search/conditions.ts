import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { opaque } from './sql'

/** Conditions on a machine `m` besides area, text and cursor, all on indexed columns, so that rows need not be read. */
export function machineConditions(filter: MachineFilter): Prisma.Sql[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn } = filter
  const conditions = periodConditions(filter, 'm')
  if (categoryCode) conditions.push(Prisma.sql`m."categoryCode" = ${opaque(categoryCode, 'text')}`)
  if (stage) conditions.push(Prisma.sql`m."emissionStage" = ${opaque(stage, 'char(1)')}`)
  if (fuelCode) conditions.push(Prisma.sql`m."fuelCode" = ${opaque(fuelCode, 'text')}`)
  if (placeCode) conditions.push(Prisma.sql`m."placeCode" = ${opaque(placeCode, 'text')}`)
  if (status) conditions.push(Prisma.sql`m.status = ${opaque(status, '"MachineStatus"')}`)
  if (madeIn === 0) conditions.push(Prisma.sql`m."manufacturedYear" IS NULL`)
  if (madeIn) conditions.push(Prisma.sql`m."manufacturedYear" = ${opaque(madeIn, 'smallint')}`)
  return conditions
}

/** Days of registration, both included, as instants. */
export function periodConditions({ from, to }: MachineFilter, alias: string): Prisma.Sql[] {
  const column = Prisma.raw(`${alias}."registeredAt"`)
  const conditions: Prisma.Sql[] = []
  if (from)
    conditions.push(Prisma.sql`${column} >= ${opaque(chinaDayStart(from).toISOString(), 'timestamptz')}`)
  if (to) conditions.push(Prisma.sql`${column} < ${opaque(chinaDayEnd(to).toISOString(), 'timestamptz')}`)
  return conditions
}

/** Whether the search is narrowed by anything besides area, text and days. */
export function hasOwnConditions(filter: MachineFilter): boolean {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn } = filter
  return [categoryCode, stage, fuelCode, placeCode, status, madeIn].some((each) => each !== undefined)
}
