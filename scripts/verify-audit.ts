/**
 * `npm run audit:verify`: is the audit record as it was written? Lists every changed, missing or inserted row and ends
 * with 1 if there is one. Works beside a running server and, for the embedded database, without one.
 */
import pg from 'pg'
import { generateClient } from './lib/build'
import { readConfig, readSecretKey, serverEnv } from './lib/config'
import { checkDatabaseUrl } from './lib/database-check'
import { type EmbeddedDatabase, openEmbedded, recordedUrl } from './lib/embedded-database'
import { PlainError, runMain, say } from './lib/say'
import { takeStartLock } from './lib/start-lock'

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

/** The database as it runs, or the embedded one started for as long as we look at it. */
async function openDatabase(given: string | undefined, dataDir: string): Promise<EmbeddedDatabase> {
  if (given) {
    await checkDatabaseUrl(given)
    return { url: given, stop: async () => undefined }
  }
  const url = recordedUrl(dataDir)
  if (!url) throw new PlainError(`数据目录 ${dataDir} 中还没有数据库，无可核验。`)
  if (await answers(url)) return { url, stop: async () => undefined }
  const lock = await takeStartLock(dataDir, 'npm run audit:verify')
  const database = await openEmbedded(dataDir, (error) => say(error.message))
  const stop = async () => {
    await database.stop()
    lock.release()
  }
  return { url: database.url, stop }
}

async function verify(): Promise<boolean> {
  const { sealAudit } = await import('@/lib/features/audit/jobs')
  const { verifyAudit } = await import('@/lib/features/audit/queries/verify')
  const { readAuditAnchor } = await import('@/lib/server/audit-anchor')
  const kept = await readAuditAnchor()
  // What a stopped server had not sealed yet is no fault.
  await sealAudit()
  const report = await verifyAudit((found) => say(`[${found.kind}] ${found.message}`))
  if (!kept && report.sealedCount > 0) say('注意：本机没有库外留存的链头，此次无法发现末尾被截去的记录。')
  const counts = `已封存 ${report.sealedCount} 条，待封存 ${report.waitingCount} 条`
  say(
    report.intact
      ? `操作记录完整：${counts}，未发现改动。`
      : `操作记录有 ${report.faultCount} 处异常：${counts}。`,
  )
  return report.intact
}

await runMain(async () => {
  const config = readConfig()
  const database = await openDatabase(config.databaseUrl, config.dataDir)
  try {
    const secretKey = readSecretKey(config.dataDir)
    Object.assign(process.env, serverEnv(config, { databaseUrl: database.url, secretKey }, 'production'))
    process.env.LOG_LEVEL = 'silent'
    await generateClient(() => undefined)
    const { checkKey } = await import('./lib/seeding')
    await checkKey(database.url)
    return (await verify()) ? 0 : 1
  } finally {
    await database.stop()
  }
})
