import pg from 'pg'
import { limitOptions, programLimits } from './time-limits'

/**
 * A single connection outside the pools, for programs and for work that must not wait for a pool.
 * @param name purpose, shown in pg_stat_activity; decides how long it may take (time-limits.ts)
 */
export async function connect(url: string, name: string, options: pg.ClientConfig = {}): Promise<pg.Client> {
  const limits = limitOptions(programLimits(name))
  const client = new pg.Client({
    connectionString: url,
    application_name: `nrmm-${name}`,
    ...limits,
    ...options,
  })
  // Connection lost between statements: the next statement fails. Without a handler the event would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A connection for the duration of `work`; closing it rolls back what was not committed. */
export async function withConnection<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
  options: pg.ClientConfig = {},
): Promise<T> {
  const client = await connect(url, name, options)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
