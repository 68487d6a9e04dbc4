import { z } from 'zod'
import { AppError } from './app-error'
import type { Page } from './page'

/** Only the server encodes and decodes cursors: separate from the schemas of pages, which browsers load as well. */

/** A cursor from the sort values of a row, e.g. `[submittedAt ISO, id]`. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The values of a cursor, or null when there is none.
 * @param shape schema of the values
 * @throws AppError MALFORMED for a cursor that this server did not create
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

/** A time in a cursor: ISO 8601 in UTC, in a year that PostgreSQL reads as JavaScript does. */
export const cursorTime = z.iso.datetime().refine((text) => text > '0001')

const timeAndId = z.tuple([cursorTime, z.uuid()])

/**
 * The position in a list sorted by time and id (`[ISO time, id]`), or null when there is no cursor.
 * @throws AppError MALFORMED for a cursor that this server did not create
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
