import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { unseen } from './unseen'

/** What a machine `m` must be, apart from area, text and position: columns that the indexes carry, so rows need not be read. */
export function machineConditions(filter: MachineFilter): Prisma.Sql[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn } = filter
  const wanted = periodConditions(filter, 'm')
  if (categoryCode) wanted.push(Prisma.sql`m."categoryCode" = ${unseen(categoryCode, 'text')}`)
  if (stage) wanted.push(Prisma.sql`m."emissionStage" = ${unseen(stage, 'char(1)')}`)
  if (fuelCode) wanted.push(Prisma.sql`m."fuelCode" = ${unseen(fuelCode, 'text')}`)
  if (placeCode) wanted.push(Prisma.sql`m."placeCode" = ${unseen(placeCode, 'text')}`)
  if (status) wanted.push(Prisma.sql`m.status = ${unseen(status, '"MachineStatus"')}`)
  if (madeIn === 0) wanted.push(Prisma.sql`m."manufacturedYear" IS NULL`)
  if (madeIn) wanted.push(Prisma.sql`m."manufacturedYear" = ${unseen(madeIn, 'smallint')}`)
  return wanted
}

/** Days of registration, both included, as instants. */
export function periodConditions({ from, to }: MachineFilter, alias: string): Prisma.Sql[] {
  const column = Prisma.raw(`${alias}."registeredAt"`)
  const wanted: Prisma.Sql[] = []
  if (from) wanted.push(Prisma.sql`${column} >= ${unseen(chinaDayStart(from).toISOString(), 'timestamptz')}`)
  if (to) wanted.push(Prisma.sql`${column} < ${unseen(chinaDayEnd(to).toISOString(), 'timestamptz')}`)
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
