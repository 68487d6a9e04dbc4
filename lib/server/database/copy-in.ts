import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export type CopyValue = string | number | null

/**
 * Inserts rows by COPY, which costs PostgreSQL half as much as INSERT and the driver no quoting.
 * @param target table with its columns in the order of the rows' values
 * @returns when the connection is ready for the next statement
 * @throws DatabaseError of the driver when the rows are rejected
 */
export async function copyIn(
  client: pg.Client,
  target: string,
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length === 0) return
  // `pipeline` destroys the stream on an error; otherwise it would go on writing once the socket drains.
  await pipeline([rows.map(lineOf).join('')], client.query(from(`COPY ${target} FROM STDIN`)))
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** COPY's text format: tab-separated, one line a row, \N for null. */
function lineOf(row: readonly CopyValue[]): string {
  return `${row.map(fieldOf).join('\t')}\n`
}

function fieldOf(value: CopyValue): string {
  if (value === null) return '\\N'
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : text
}
