/**
 * For bulk loads: dropping indexes and foreign keys and creating them again afterwards is many times faster than
 * maintaining them for each of a million rows. All in the caller's transaction: a rollback restores them.
 */
import type pg from 'pg'
import { z } from 'zod'
import { checkedRows } from './rows'

/** The statements that create the dropped indexes and constraints again. */
export type SetAside = string[]

const pair = z.object({ drop: z.string(), make: z.string() })

/**
 * Drops the tables' foreign keys, their indexes, and the primary or unique keys listed in `keys`.
 * @param kept names of indexes that stay
 */
export async function setAside(
  client: pg.Client,
  tables: readonly string[],
  { kept = [], keys = [] }: { kept?: readonly string[]; keys?: readonly string[] } = {},
): Promise<SetAside> {
  const { rows: referenceRows } = await client.query(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE conrelid = ANY($1::regclass[]) AND (contype = 'f' OR conname = ANY($2))
     ORDER BY contype DESC, conname`,
    [tables, keys],
  )
  const { rows: indexRows } = await client.query(
    `SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS make
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = ANY($1::regclass[]) AND c.relname <> ALL($2)
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
     ORDER BY i.indexrelid::regclass::text`,
    [tables, kept],
  )
  const references = checkedRows(pair, referenceRows)
  const indexes = checkedRows(pair, indexRows)
  for (const { drop } of [...references, ...indexes]) await client.query(drop)
  // Indexes first: they are used to check the foreign keys.
  return [...indexes, ...references].map(({ make }) => make)
}

/** @param onDone called with the statements run so far */
export async function putBack(
  client: pg.Client,
  aside: SetAside,
  onDone: (done: number, total: number) => void,
): Promise<void> {
  for (const [index, make] of aside.entries()) {
    await client.query(make)
    onDone(index + 1, aside.length)
  }
}

/** Enables or disables triggers, listed by table. */
export async function switchTriggers(
  client: pg.Client,
  triggers: Readonly<Record<string, readonly string[]>>,
  to: 'ENABLE' | 'DISABLE',
): Promise<void> {
  for (const [table, names] of Object.entries(triggers))
    for (const name of names) await client.query(`ALTER TABLE ${table} ${to} TRIGGER ${name}`)
}
