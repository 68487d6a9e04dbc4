/** Brings a database to this release: tables, the job queue's tables, and the rights of the server's role. */
import { PgBoss } from 'pg-boss'
import { grantToServer } from './roles'
import { applyMigrations } from './schema-engine'

/**
 * @param ownerUrl of the role that owns the tables, or will
 * @param serverUrl of the role that the server connects as; nothing is granted to the owner itself
 * @returns the names of the migrations applied now
 */
export async function updateSchema(ownerUrl: string, serverUrl: string): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl)
  await installJobTables(ownerUrl)
  const role = userOf(serverUrl)
  if (role !== userOf(ownerUrl)) await grantToServer(ownerUrl, role)
  return applied
}

const userOf = (url: string) => decodeURIComponent(new URL(url).username)

/** The server may not create tables, so pg-boss does it here (lib/server/jobs/jobs.ts starts it with `migrate: false`). */
async function installJobTables(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'nrmm-job-tables',
    max: 2,
    supervise: false,
    schedule: false,
  })
  // A lost connection also rejects `start`; an 'error' without a handler would end the process.
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
}
