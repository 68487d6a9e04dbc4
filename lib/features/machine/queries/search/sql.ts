import { Prisma } from '@/prisma/client'

type Type =
  | 'char(1)'
  | 'char(6)'
  | 'char(8)'
  | 'text'
  | 'smallint'
  | 'timestamptz'
  | 'uuid'
  | '"MachineStatus"'

/**
 * A value hidden from the planner, so that the query plan depends only on the statement. Otherwise PostgreSQL replans at
 * every call where it expects one city, kind or page to be much cheaper than the average, which costs as much as the search.
 * @param type the column's type: with another one the column would be cast and its index not used
 */
export function opaque(value: string | number, type: Type): Prisma.Sql {
  return Prisma.sql`(SELECT ${value}::${Prisma.raw(type)})`
}

/** A column that has one of some values. Each is opaque; their number is part of the statement. */
export function oneOf(column: Prisma.Sql, values: readonly string[], type: Type): Prisma.Sql {
  const [only, ...more] = values
  if (only !== undefined && more.length === 0) return Prisma.sql`${column} = ${opaque(only, type)}`
  return Prisma.sql`${column} IN (${Prisma.join(values.map((value) => opaque(value, type)))})`
}

/** An integer written into the statement, so that the planner sees how few rows are needed. */
export function literal(count: number): Prisma.Sql {
  return Prisma.raw(String(Math.trunc(count)))
}

/** A number as PostgreSQL's numeric, written into the statement. */
export function decimal(value: number): Prisma.Sql {
  if (!Number.isFinite(value)) throw new RangeError('not a number')
  return Prisma.raw(`${value.toFixed(3)}::numeric`)
}

/** All conditions joined by AND; none is TRUE. */
export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ')
}

/** A LIKE pattern for texts that contain the part, with its wildcards escaped. */
export function containing(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`
}
