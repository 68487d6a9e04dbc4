/** The database for a program beside the server: as it runs, or the embedded one started for as long as we need it. */
import pg from 'pg'
import { checkDatabaseUrl } from './database-check'
import { type EmbeddedDatabase, openEmbedded, recordedUrl } from './embedded-database'
import { PlainError, say } from './say'
import { takeStartLock } from './start-lock'

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

/** @param who the command, for whoever finds the start lock taken */
export async function openForProgram(
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
