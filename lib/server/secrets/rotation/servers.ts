import type pg from 'pg'
import { z } from 'zod'
import { serverName } from '@/lib/server/jobs/jobs'

/** Is a server connected that encrypts with another key? It may not have this one, and could not read its texts. */
export async function isOtherKeyServed(client: pg.Client, keyId: string): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND starts_with(application_name, $1) AND application_name <> $2) AS found`,
    [serverName('').trimEnd(), serverName(keyId)],
  )
  return z.object({ found: z.boolean() }).parse(rows[0]).found
}
