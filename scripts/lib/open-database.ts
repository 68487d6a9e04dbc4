/** Opens the database for a command-line program: the running one, or the embedded one started for its duration. */
import { setTimeout as pause } from 'node:timers/promises'
import { withConnection } from '@/lib/server/database/connect'
import { generateClient } from './build'
import { type Config, readConfig, serverEnv } from './config'
import { prepareDataFolder } from './data-folder'
import { checkDatabaseUrl } from './database-check'
import { type EmbeddedDatabase, openEmbedded, recordedUrls } from './embedded-database'
import { readKeys } from './key-source'
import { PlainError, say } from './say'
import { takeStartLock } from './start-lock'

async function isReachable(url: string): Promise<boolean> {
  return withConnection(url, 'probe', async () => true, { connectionTimeoutMillis: 3_000 }).catch(() => false)
}

/** PostgreSQL closes the connections of a killed program in less than this time. */
const DISCONNECT_MS = 5_000

/** Whether nobody else is connected to the database: no server, no other program. */
export function isAlone(url: string): Promise<boolean> {
  return withConnection(url, 'alone', async (client) => {
    for (const until = Date.now() + DISCONNECT_MS; ; await pause(250)) {
      // The backend type of other users' connections is null without the privilege to see it.
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
 * Runs `work` with the server's database, encryption key and a silent log. `work` must import server modules dynamically:
 * they need the generated client and the environment set here.
 * @param command shown to others who find the start lock taken
 * @param as the role to work as: the server's, or for a bulk load the one that owns the tables
 * @throws PlainError when there is no database yet or the key does not match
 */
export async function withDatabase(
  command: string,
  work: (url: string) => Promise<number>,
  as: 'server' | 'owner' = 'server',
): Promise<number> {
  const config = readConfig()
  const serverDir = prepareDataFolder(config.dataDir)
  const database = await openForProgram(config, command)
  const url = as === 'owner' ? database.ownerUrl : database.url
  try {
    const keys = readKeys(config.dataDir)
    Object.assign(process.env, serverEnv(config, { databaseUrl: url, keys, serverDir }, 'production'))
    process.env.LOG_LEVEL = 'silent'
    await generateClient(() => undefined)
    const { checkKey } = await import('./seeding')
    await checkKey(url)
    return await work(url)
  } finally {
    await database.stop()
  }
}

async function openForProgram(
  { databaseUrl, databaseOwnerUrl, dataDir }: Config,
  command: string,
): Promise<EmbeddedDatabase> {
  const stop = async () => undefined
  if (databaseUrl) {
    await checkDatabaseUrl(databaseUrl)
    return { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl, stop }
  }
  const urls = recordedUrls(dataDir)
  if (!urls) throw new PlainError(`数据目录 ${dataDir} 中还没有数据库，请先运行 npm start。`)
  if (await isReachable(urls.url)) return { ...urls, stop }
  const lock = await takeStartLock(dataDir, command)
  const database = await openEmbedded(dataDir, (error) => say(error.message))
  return {
    ...database,
    stop: async () => {
      await database.stop()
      lock.release()
    },
  }
}
