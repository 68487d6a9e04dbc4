import type { TestProject } from 'vitest/node'
import { connect } from '@/lib/server/database/connect'
import { generateClient } from '@/scripts/lib/build'
import { updateSchema } from '@/scripts/lib/database-schema'
import { newPassword } from '@/scripts/lib/postgres'
import { makeRoles, OWNER_ROLE, SERVER_ROLE } from '@/scripts/lib/roles'
import { temporaryCluster } from '@/scripts/lib/temporary-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** URLs of the suite's cluster, without a database name: of the superuser, and of the server's role. */
    clusterUrl: string
    serverUrl: string
    templateName: string
  }
}

/** Template of every test file's database: migrated, with divisions and lists. */
const TEMPLATE = 'nrmm_template'

/** Once for the whole `db` suite: one PostgreSQL on a free port, one template database. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await generateClient(() => undefined)
  const cluster = await temporaryCluster(['max_connections=300'])
  let serverUrl: string
  try {
    serverUrl = await makeTemplate(cluster.url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide('clusterUrl', cluster.url(''))
  project.provide('serverUrl', serverUrl)
  project.provide('templateName', TEMPLATE)
  return () => cluster.stop()
}

/** @returns URL of the server's role, without a database name */
async function makeTemplate(url: (database: string) => string): Promise<string> {
  const admin = await connect(url('postgres'), 'test')
  const { rows } = await admin.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  )
  console.info(`database suite on PostgreSQL ${rows[0]?.version}`)
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  const passwords = { owner: newPassword(), server: newPassword() }
  await makeRoles(url(TEMPLATE), passwords)
  const asRole = (role: string, password: string, database: string) => {
    const address = new URL(url(database))
    return Object.assign(address, { username: role, password }).href
  }
  const server = asRole(SERVER_ROLE, passwords.server, TEMPLATE)
  await updateSchema(asRole(OWNER_ROLE, passwords.owner, TEMPLATE), server)
  // Imported late: the Prisma client must have been generated.
  const [{ createClient }, { seedReference }, { ACTS_ALONE_RULES }] = await Promise.all([
    import('@/prisma/client'),
    import('@/prisma/seed/reference'),
    import('@/prisma/factories/acts-alone'),
  ])
  const db = createClient({ connectionString: server, max: 2 })
  await seedReference(db)
  // What an act does is tested by one person's call; that a second person is asked first, where the rule is switched on:
  // testing/access-second-person.db.test.ts, lib/features/confirmation.
  await db.setting.createMany({ data: ACTS_ALONE_RULES })
  await db.$disconnect()
  return asRole(SERVER_ROLE, passwords.server, '')
}
