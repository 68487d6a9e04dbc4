import { z } from 'zod'
import { env } from '@/lib/server/env'
import type { Prisma, Tx } from '@/prisma/client'

/** Schema of a row of raw SQL, with the values as the driver returns them (docs/decisions/0031). */
export type RowShape<Row> = z.ZodType<Row, Row>

/**
 * A template tag for raw SQL by Prisma, with the shape of its rows: rowsOf(tx, shape)`SELECT …`.
 * @param reader the client, or the transaction that the statement belongs to
 */
export function rowsOf<Row>(reader: Pick<Tx, '$queryRaw'>, shape: RowShape<Row>) {
  return async (statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<Row[]> =>
    checkedRows(shape, await reader.$queryRaw<Row[]>(statement, ...values))
}

/**
 * Returns the rows unchanged. In tests they are checked against the shape; otherwise the shape is only a type.
 * @throws Error in tests only
 */
export function checkedRows<Row>(shape: RowShape<Row>, rows: Row[]): Row[] {
  const mismatch = env().NODE_ENV === 'test' ? mismatchOf(shape, rows) : null
  if (!mismatch) return rows
  // Unhandled on purpose: the test run fails even if the thrown error is caught.
  void Promise.reject(mismatch)
  throw mismatch
}

/** How rows differ from their shape, extra columns included; null when they match. */
export function mismatchOf<Row>(shape: RowShape<Row>, rows: readonly unknown[]): Error | null {
  const strict = shape instanceof z.ZodObject ? shape.strict() : shape
  const { error } = z.array(strict).safeParse(rows)
  return error
    ? new Error(`Rows of the database differ from the shape of their statement:\n${z.prettifyError(error)}`)
    : null
}
