/**
 * Where a run takes place: a PostgreSQL cluster of its own that keeps what it commits, as in production, and a data
 * folder. Two databases: `bench_record`, which this process fills and works on, and `bench`, a copy of it made before
 * that, which the server works on and the bare statements are sent to.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withConnection } from '@/lib/server/database/connect'
import { generateClient } from '../lib/build'
import { updateSchema } from '../lib/database-schema'
import { freePort, newPassword } from '../lib/postgres'
import { temporaryCluster } from '../lib/temporary-cluster'

const RECORD = 'bench_record'
const SERVED = 'bench'

export interface Stage {
  /** Of the database that is measured. */
  url: string
  recordUrl: string
  env: NodeJS.ProcessEnv
  port: number
  dataDir: string
  /** Copies what was made until now; nobody may be connected to it. */
  copy(): Promise<void>
  close(): Promise<void>
}

/** Afterwards `env()` of lib/server names `bench_record`: modules that read it are to be imported later. */
export async function openStage(): Promise<Stage> {
  await generateClient(() => undefined)
  // The later setting counts: what is committed must be on the disk, as with `npm start`.
  const cluster = await temporaryCluster(['fsync=on'])
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-bench-'))
  const port = await freePort()
  const close = async () => {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const asAdmin = async (sql: string, database = 'postgres') => {
    await withConnection(cluster.url(database), 'bench', (client) => client.query(sql))
  }
  const common = {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    SECRET_KEY: newPassword(),
  } as const
  try {
    await asAdmin(`CREATE DATABASE ${RECORD}`)
    await updateSchema(cluster.url(RECORD), cluster.url(RECORD))
    Object.assign(process.env, common, { DATABASE_URL: cluster.url(RECORD), LOG_LEVEL: 'silent' })
    const { writeReference } = await import('../lib/seeding')
    await writeReference(cluster.url(RECORD))
  } catch (error) {
    await close()
    throw error
  }
  return {
    url: cluster.url(SERVED),
    recordUrl: cluster.url(RECORD),
    env: { ...process.env, ...common, DATABASE_URL: cluster.url(SERVED), LOG_LEVEL: 'info' },
    port,
    dataDir,
    copy: async () => {
      await asAdmin('VACUUM ANALYZE', RECORD)
      await asAdmin(`CREATE DATABASE ${SERVED} TEMPLATE ${RECORD}`)
      await asAdmin('CHECKPOINT')
    },
    close,
  }
}
