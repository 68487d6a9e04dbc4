import type pg from 'pg'
import { z } from 'zod'
import type { Ring } from '../ring'

const SETTING = 'key-in-use'

const row = z.object({ value: z.string() })

/** The id of the key that this database's texts are sealed with, as far as a server has said; null before the first start. */
export async function keyInUse(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query('SELECT value FROM setting WHERE key = $1', [SETTING])
  return rows.length === 0 ? null : row.parse(rows[0]).value
}

/**
 * Written at each start and by each rotation: a start with the former key alone, which could read nothing that is newer, is
 * then refused (scripts/lib/seeding.ts). One of several servers that still has the newer key as its next does not take it back.
 */
export async function recordKeyInUse(client: pg.Client, { writing, next }: Ring): Promise<void> {
  await client.query(
    `INSERT INTO setting (key, "divisionCode", value, "updatedAt") VALUES ($1, '000000', to_jsonb($2::text), now())
     ON CONFLICT (key, "divisionCode") DO UPDATE SET value = excluded.value, "updatedAt" = now()
     WHERE setting.value <> excluded.value AND setting.value <> coalesce(to_jsonb($3::text), 'null')`,
    [SETTING, writing.id, next?.id ?? null],
  )
}
