/** The database for a program beside the server: as it runs, or the embedded one started for as long as we need it. */
import { setTimeout as pause } from 'node:timers/promises'
import { withConnection } from '@/lib/server/database/connect'
import { generateClient } from './build'
import { readConfig, readSecretKey, serverEnv } from './config'
import { checkDatabaseUrl } from './database-check'
import { type EmbeddedDatabase, openEmbedded, recordedUrl } from './embedded-database'
import { PlainError, say } from './say'
import { takeStartLock } from './start-lock'

async function answers(url: string): Promise<boolean> {
  return withConnection(url, 'probe', async () => true, { connectionTimeoutMillis: 3_000 }).catch(() => false)
}

/** Connections of a program that was killed are closed by PostgreSQL within this time. */
const LEAVES_WITHIN_MS = 5_000

/** Whether nobody else is connected to the database: no server, no other program. */
export function isAlone(url: string): Promise<boolean> {
  return withConnection(url, 'alone', async (client) => {
    for (const until = Date.now() + LEAVES_WITHIN_MS; ; await pause(250)) {
      // Of other users' connections only those who may see everything learn the kind.
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND coalesce(backend_type, 'client backend') = 'client backend'`,
      )
      if (rowCount === 0) return true
      if (Date.now() > until) return false
    }
  })
}

/**
 * Runs `work` as the server would be run: with its database, its key (the one that the data are encrypted with) and a
 * silent log. What `work` needs of the server it imports itself: not before the client was made and the environment set.
 * @param who the command, for whoever finds the start lock taken
 * @throws PlainError when there is no database yet or the key is another one
 */
export async function withDatabase(who: string, work: (url: string) => Promise<number>): Promise<number> {
  const config = readConfig()
  const database = await openForProgram(config.databaseUrl, config.dataDir, who)
  try {
    const secretKey = readSecretKey(config.dataDir)
    Object.assign(process.env, serverEnv(config, { databaseUrl: database.url, secretKey }, 'production'))
    process.env.LOG_LEVEL = 'silent'
    await generateClient(() => undefined)
    const { checkKey } = await import('./seeding')
    await checkKey(database.url)
    return await work(database.url)
  } finally {
    await database.stop()
  }
}

async function openForProgram(
  given: string | undefined,
  dataDir: string,
  who: string,
): Promise<EmbeddedDatabase> {
  if (given) {
    await checkDatabaseUrl(given)
    return { url: given, stop: async () => undefined }
  }
  const url = recordedUrl(dataDir)
  if (!url) throw new PlainError(`数据目录 ${dataDir} 中还没有数据库，请先运行 npm start。`)
  if (await answers(url)) return { url, stop: async () => undefined }
  const lock = await takeStartLock(dataDir, who)
  const database = await openEmbedded(dataDir, (error) => say(error.message))
  return {
    url: database.url,
    stop: async () => {
      await database.stop()
      lock.release()
    },
  }
}
