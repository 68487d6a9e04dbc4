/**
 * `npm run seed:scale -- --machines 5000000`: generates a country of machines, to test the registry at its real
 * size. Writes to the embedded database of DATA_DIR; to DATABASE_URL only with `--into-this-database`.
 */
import { generateClient } from './lib/build'
import { readConfig, serverEnv } from './lib/config'
import { prepareDataFolder } from './lib/data-folder'
import { checkDatabaseUrl } from './lib/database-check'
import { updateSchema } from './lib/database-schema'
import { openEmbedded } from './lib/embedded-database'
import { readKeys } from './lib/key-source'
import { PlainError, runMain, say } from './lib/say'
import { takeStartLock } from './lib/start-lock'

const MAX_MACHINES = 20_000_000

function machineCount(args: readonly string[]): number {
  const text = args[args.indexOf('--machines') + 1]
  const machines = args.includes('--machines') ? Number(text) : 1_000_000
  if (!Number.isInteger(machines) || machines < 1000 || machines > MAX_MACHINES) {
    throw new PlainError(`--machines 应为 1000 至 ${MAX_MACHINES} 的整数，现为“${text}”。`)
  }
  return machines
}

function progressReporter(): (step: string, done?: number, total?: number) => void {
  const startedAt = Date.now()
  let last = ''
  return (step, done, total) => {
    const part = done !== undefined && total ? ` ${Math.floor((10 * done) / total) * 10}%` : ''
    if (last === step + part) return
    last = step + part
    say(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(5)} 秒  ${step}${part}`)
  }
}

await runMain(async () => {
  const args = process.argv.slice(2)
  const machines = machineCount(args)
  const config = readConfig()
  if (config.databaseUrl && !args.includes('--into-this-database')) {
    throw new PlainError('DATABASE_URL 指向另一个数据库：确要写入试验数据，请加 --into-this-database。')
  }
  await generateClient(() => undefined)
  const serverDir = prepareDataFolder(config.dataDir)
  const lock = await takeStartLock(config.dataDir, 'npm run seed:scale')
  if (config.databaseUrl) await checkDatabaseUrl(config.databaseUrl)
  const database = config.databaseUrl
    ? {
        url: config.databaseUrl,
        ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl,
        stop: async () => undefined,
      }
    : await openEmbedded(config.dataDir, (error) => say(error.message))
  try {
    const keys = readKeys(config.dataDir)
    const secrets = { databaseUrl: database.url, keys, serverDir }
    Object.assign(process.env, serverEnv(config, secrets, 'production'))
    const { checkKey, writeDemo, writeReference } = await import('./lib/seeding')
    await checkKey(database.ownerUrl)
    await updateSchema(database.ownerUrl, database.url)
    await writeReference(database.url)
    if (config.seed === 'demo') await writeDemo(database.url, config.demoPassword)
    const { hashPassword } = await import('@/lib/server/secrets/password')
    const { fillCountry } = await import('./scale/fill')
    await fillCountry(
      database.ownerUrl,
      machines,
      await hashPassword(config.demoPassword),
      progressReporter(),
    )
    say(`已写入 ${machines} 台机械。`)
    return 0
  } finally {
    await database.stop()
    lock.release()
  }
})
