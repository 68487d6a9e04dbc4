import pg from 'pg'

/**
 * One connection of its own, for programs and for what must not wait in a pool.
 * @param name what for, as pg_stat_activity shows it
 */
export async function connect(url: string, name: string, options: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: `nrmm-${name}`, ...options })
  // A connection that breaks between two statements: the next one says so. Unheard, it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A connection for as long as `work` lasts; closing it undoes what was not committed. */
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
