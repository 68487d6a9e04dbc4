import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { withConnection } from '@/lib/server/database/connect'
import { POOL_LIMITS } from '@/lib/server/database/time-limits'
import { SERVER_ROLE } from '@/scripts/lib/roles'
import { ADMIN_URL } from './as-admin'
import { recordStatements, STATEMENTS_DIR } from './recorded-statements'

/**
 * Runs before each file of the `db` suite and its imports: sets up the file's own database, a copy of the template, and
 * its own data folder; tests connect as the server does, by a role that owns nothing. `env()` of lib/server/env.ts reads the variables set here.
 */
const clusterUrl = inject('clusterUrl')
const name = `test_${process.pid}_${crypto.randomUUID().replaceAll('-', '')}`
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-test-'))

async function asAdmin(sql: string): Promise<void> {
  await withConnection(`${clusterUrl}postgres`, 'test', (admin) => admin.query(sql))
}

await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`)
// Rights on a database are not copied with it.
await asAdmin(
  `REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${SERVER_ROLE}`,
)

Object.assign(process.env, {
  DATABASE_URL: `${inject('serverUrl')}${name}`,
  [ADMIN_URL]: `${clusterUrl}${name}`,
  SECRET_KEY: 'a key for tests only, of 32 characters or more',
  DATA_DIR: dataDir,
  SMS_DRIVER: 'file',
  STORAGE_DRIVER: 'fs',
  LOG_LEVEL: 'silent',
  // Desks would wait for it: lib/features/reading/reading.db.test.ts switches it on.
  PLATE_READER: 'off',
})

// The suite shares its machine with others, and makes its data by statements that no request makes.
for (const limits of Object.values(POOL_LIMITS))
  Object.assign(limits, { connect: 10_000, statement: 120_000, lock: 120_000, idle: 120_000 })

const folder = process.env[STATEMENTS_DIR]
const writeStatements = folder ? recordStatements(folder) : () => undefined

afterAll(async () => {
  writeStatements()
  const { unknownAuditWords } = await import('./audit-words')
  const unknown = await unknownAuditWords()
  const { closeConnections } = await import('@/lib/server/database/connections')
  await closeConnections()
  // Also terminates other connections that a test opened.
  await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`)
  rmSync(dataDir, { recursive: true, force: true })
  if (unknown.length > 0)
    throw new Error(`words of the audit record without a sentence: ${unknown.join(', ')}`)
})
