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
 * cheaper than the average, which costs as much as the search; and the way of a search is to depend on its form alone.
 * @param type of the column: compared with another type, the column would be cast and its index left aside
 */
export function unseen(value: string | number, type: Type): Prisma.Sql {
  return Prisma.sql`(SELECT ${value}::${Prisma.raw(type)})`
}
