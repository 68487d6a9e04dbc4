import { z } from 'zod'
import { cursorTime, decodeCursor } from '@/lib/core/cursor'
import { Prisma } from '@/prisma/client'
import type { MachineSort } from '../../schema/search'
import { opaque } from './sql'

/** How rows are sorted: by one column, then by id, so that a page starts where the last one ended. */
export type Order = {
  column: 'registeredAt' | 'numberBody'
  descending: boolean
  /** The last row of the previous page. */
  after: { key: string; id: string } | null
}

const COLUMNS = { registeredAt: cursorTime, number: z.string().regex(/^[0-9A-Z]{8}$/) }

/** @throws AppError MALFORMED for an invalid cursor */
export function readOrder(sort: MachineSort, cursor: string | undefined): Order {
  const descending = sort.startsWith('-')
  const name = sort.endsWith('number') ? 'number' : 'registeredAt'
  const position = decodeCursor(cursor, z.tuple([COLUMNS[name], z.uuid()]))
  return {
    column: name === 'number' ? 'numberBody' : 'registeredAt',
    descending,
    after: position && { key: position[0], id: position[1] },
  }
}

/** The sort column. */
export function keyOf({ column }: Order, alias: string): Prisma.Sql {
  return Prisma.raw(`${alias}."${column}"`)
}

/** `ORDER BY` of an alias whose id column is named `id`. */
export function orderBy({ column, descending }: Order, alias: string, id = 'id'): Prisma.Sql {
  const direction = descending ? 'DESC' : 'ASC'
  return Prisma.raw(`ORDER BY ${alias}."${column}" ${direction}, ${alias}."${id}" ${direction}`)
}

/** The condition for rows after the cursor, as one row comparison, which an index can seek to. */
export function afterCursor({ column, descending, after }: Order, alias: string, id = 'id'): Prisma.Sql[] {
  if (!after) return []
  const key = opaque(after.key, column === 'numberBody' ? 'char(8)' : 'timestamptz')
  return [
    Prisma.sql`(${Prisma.raw(`${alias}."${column}", ${alias}."${id}"`)}) ${Prisma.raw(descending ? '<' : '>')}
      (${key}, ${opaque(after.id, 'uuid')})`,
  ]
}

/** `ORDER BY` of rows (id, key). */
export function byKey({ descending }: Order, alias: string): Prisma.Sql {
  const direction = descending ? 'DESC' : 'ASC'
  return Prisma.raw(`ORDER BY ${alias}.key ${direction}, ${alias}.id ${direction}`)
}
