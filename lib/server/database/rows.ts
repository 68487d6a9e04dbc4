import { z } from 'zod'
import { env } from '@/lib/server/env'
import type { Prisma, Tx } from '@/prisma/client'

/** The columns of a row of raw SQL, each with what it may hold, just as the driver gives it (docs/decisions/0031). */
export type RowShape<Row> = z.ZodType<Row, Row>

/**
 * A template tag for raw SQL by Prisma, whose rows have the shape: rowsOf(tx, shape)`SELECT …`.
 * @param reader the client, or the transaction that the statement belongs to
 */
export function rowsOf<Row>(reader: Pick<Tx, '$queryRaw'>, shape: RowShape<Row>) {
  return async (statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<Row[]> =>
    checkedRows(shape, await reader.$queryRaw<Row[]>(statement, ...values))
}

/**
 * The rows as they are. In tests they are compared with the shape; elsewhere the shape is but a type, and costs nothing.
 * @throws Error in tests only
 */
export function checkedRows<Row>(shape: RowShape<Row>, rows: Row[]): Row[] {
  const mismatch = env().NODE_ENV === 'test' ? mismatchOf(shape, rows) : null
  if (!mismatch) return rows
  // Left unhandled on purpose: the run fails even where somebody catches the error that is thrown.
  void Promise.reject(mismatch)
  throw mismatch
}

/** How rows differ from their shape, columns too many included; null where they do not. */
export function mismatchOf<Row>(shape: RowShape<Row>, rows: readonly unknown[]): Error | null {
  const strict = shape instanceof z.ZodObject ? shape.strict() : shape
  const { error } = z.array(strict).safeParse(rows)
  return error
    ? new Error(`Rows of the database differ from the shape of their statement:\n${z.prettifyError(error)}`)
    : null
}
