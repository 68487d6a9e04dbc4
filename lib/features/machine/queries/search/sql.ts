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
 * A value that the planner does not look at. It would plan anew at every call where it takes one city, kind or page for much
 * cheaper than the average, which costs as much as the search; and the plan of a search is to depend on its form alone.
 * @param type of the column: compared with another type, the column would be cast and its index not used
 */
export function opaque(value: string | number, type: Type): Prisma.Sql {
  return Prisma.sql`(SELECT ${value}::${Prisma.raw(type)})`
}

/** A whole number written into the statement: the planner must see how few rows are wanted. */
export function literal(count: number): Prisma.Sql {
  return Prisma.raw(String(Math.trunc(count)))
}

/** All conditions joined by AND; none is TRUE. */
export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ')
}

/** A pattern of LIKE for texts that contain the part; characters with a meaning in LIKE stand for themselves. */
export function containing(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`
}
