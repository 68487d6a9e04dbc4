import { z } from 'zod'
import { AppError } from './app-error'
import type { Page } from './page'

/** Cursors are made and read by the server alone: apart from the schemas of pages, which browsers load as well. */

/** A cursor from the sort values of a row, e.g. `[submittedAt ISO, id]`. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The values of a cursor, or null when there is none.
 * @param shape what each of the values must be: a cursor of our own making always fits
 * @throws AppError MALFORMED for any other
 */
export function decodeCursor<Shape extends z.ZodType<readonly unknown[]>>(
  cursor: string | undefined,
  shape: Shape,
): z.output<Shape> | null {
  if (!cursor) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch (cause) {
    throw new AppError('MALFORMED', { detail: 'cursor 无效，请从第一页重新查询', cause })
  }
}

/** A time in a cursor: ISO 8601 in UTC, of a year that PostgreSQL knows as we do. */
export const cursorTime = z.iso.datetime().refine((text) => text > '0001')

const timeAndId = z.tuple([cursorTime, z.uuid()])

/**
 * The position in a list sorted by time and id (`[ISO time, id]`), or null when there is no cursor.
 * @throws AppError MALFORMED for a cursor that we did not make
 */
export function decodeTimeCursor(cursor: string | undefined): { at: Date; id: string } | null {
  const values = decodeCursor(cursor, timeAndId)
  return values && { at: new Date(values[0]), id: values[1] }
}

/** Rows fetched with `take: limit + 1` → the page and the cursor of its last row. */
export function toPage<R, T>(
  rows: R[],
  limit: number,
  cursorOf: (row: R) => string[],
  map: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    data: shown.map(map),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  }
}
