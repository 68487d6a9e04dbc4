import { query } from '../../fixtures/query'

type Column = { schema: string; table: string; column: string }

/** Every column that may hold text, in all our schemas: JSON, arrays and the job queue's data, too. */
const COLUMNS = `
  SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
    AND (c.data_type IN ('text', 'character', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea') OR c.udt_name = 'citext')`

/**
 * Finds the values in clear text. A value counts only as a whole token: six digits inside a longer number or a hash are not
 * the code.
 * @returns `schema.table.column: value`
 */
export async function findPlain(url: string, values: string[]): Promise<string[]> {
  const pattern = `(?:^|[^0-9A-Za-z])(${values.join('|')})(?:$|[^0-9A-Za-z])`
  const columns = await query<Column>(url, COLUMNS)
  const searches = columns.map(({ schema, table, column }) => {
    const text = `"${column}"::text`
    return `SELECT '${schema}.${table}.${column}' AS place, substring(${text} FROM $1) AS hit FROM "${schema}"."${table}" WHERE ${text} ~ $1`
  })
  const rows = await query<{ place: string; hit: string }>(url, searches.join(' UNION '), [pattern])
  return rows.map(({ place, hit }) => `${place}: ${hit}`)
}
