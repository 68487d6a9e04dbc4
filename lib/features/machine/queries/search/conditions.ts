import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { Prisma } from '@/prisma/client'
import { type MachineFilter, valuesOf } from '../../schema/search'
import { decimal, oneOf, opaque } from './sql'

/** Conditions on a machine `m` besides area, text and cursor: on indexed columns, so that rows need not be read, and power. */
export function machineConditions(filter: MachineFilter): Prisma.Sql[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn } = filter
  const conditions = [...periodConditions(filter, 'm'), ...powerConditions(filter)]
  if (categoryCode) conditions.push(oneOf(Prisma.sql`m."categoryCode"`, valuesOf(categoryCode), 'text'))
  if (stage) conditions.push(oneOf(Prisma.sql`m."emissionStage"`, valuesOf(stage), 'char(1)'))
  if (fuelCode) conditions.push(oneOf(Prisma.sql`m."fuelCode"`, valuesOf(fuelCode), 'text'))
  if (placeCode) conditions.push(oneOf(Prisma.sql`m."placeCode"`, valuesOf(placeCode), 'text'))
  if (status) conditions.push(oneOf(Prisma.sql`m.status`, valuesOf(status), '"MachineStatus"'))
  if (madeIn === 0) conditions.push(Prisma.sql`m."manufacturedYear" IS NULL`)
  if (madeIn) conditions.push(Prisma.sql`m."manufacturedYear" = ${opaque(madeIn, 'smallint')}`)
  return conditions
}

/** Whether a power is asked for. */
export function hasPower({ minKw, maxKw }: MachineFilter): boolean {
  return minKw !== undefined || maxKw !== undefined
}

/**
 * Rated power, both included; only `machine_city_power` has it. The numbers are written out, so that the planner sees whether
 * few machines lie between them.
 */
function powerConditions({ minKw, maxKw }: MachineFilter): Prisma.Sql[] {
  const power = Prisma.sql`machine_power(m.content)`
  return [
    ...(minKw === undefined ? [] : [Prisma.sql`${power} >= ${decimal(minKw)}`]),
    ...(maxKw === undefined ? [] : [Prisma.sql`${power} <= ${decimal(maxKw)}`]),
  ]
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
  return (
    hasPower(filter) ||
    [categoryCode, stage, fuelCode, placeCode, status, madeIn].some((each) => each !== undefined)
  )
}
