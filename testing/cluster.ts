import type { TestProject } from 'vitest/node'
import { connect } from '@/lib/server/database/connect'
import { generateClient } from '@/scripts/lib/build'
import { applyMigrations } from '@/scripts/lib/schema-engine'
import { temporaryCluster } from '@/scripts/lib/temporary-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the suite's cluster, without a database name. */
    clusterUrl: string
    templateName: string
  }
}

/** Template of every test file's database: migrated, with divisions and lists. */
const TEMPLATE = 'nrmm_template'

/** Once for the whole `db` suite: one PostgreSQL on a free port, one template database. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await generateClient(() => undefined)
  const cluster = await temporaryCluster(['max_connections=300'])
  try {
    await makeTemplate(cluster.url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide('clusterUrl', cluster.url(''))
  project.provide('templateName', TEMPLATE)
  return () => cluster.stop()
}

async function makeTemplate(url: (database: string) => string): Promise<void> {
  const admin = await connect(url('postgres'), 'test')
  const { rows } = await admin.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  )
  console.info(`database suite on PostgreSQL ${rows[0]?.version}`)
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  await applyMigrations(url(TEMPLATE))
  // Imported late: the Prisma client must have been generated.
  const [{ createClient }, { seedReference }, { actsAlone }] = await Promise.all([
    import('@/prisma/client'),
    import('@/prisma/seed/reference'),
    import('@/prisma/factories/acts-alone'),
  ])
  const db = createClient({ connectionString: url(TEMPLATE), max: 2 })
  await seedReference(db)
  // What an act does is tested by one person's call; that a second person is asked first, where the rule is switched on:
  // testing/access-second-person.db.test.ts, lib/features/confirmation.
  await db.setting.create({ data: { key: 'second-person', divisionCode: '000000', value: actsAlone() } })
  await db.$disconnect()
}
