import { withConnection } from '@/lib/server/database/connect'

/** Environment variable with the superuser's URL of the test's database (testing/database.ts). */
export const ADMIN_URL = 'TEST_ADMIN_URL'

export function adminUrl(): string {
  const url = process.env[ADMIN_URL]
  if (!url) throw new Error('only in tests of the db suite')
  return url
}

/** What the server's role may not do: change tables, disable triggers. In one transaction. */
export async function asAdmin(...statements: string[]): Promise<void> {
  await withConnection(adminUrl(), 'test-admin', async (client) => {
    await client.query('BEGIN')
    for (const statement of statements) await client.query(statement)
    await client.query('COMMIT')
  })
}
