/**
 * `npm run db:migration NAME`: writes prisma/migrations/<time>_<name>/migration.sql with the SQL from the existing
 * migrations to prisma/schema. `--empty` writes an empty file, for SQL that the schema language cannot express.
 * The comparison runs on a temporary cluster; the developer's own database is neither needed nor changed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PlainError, runMain, say } from './lib/say'
import { applyMigrations, diffToSchema, migrationsDir } from './lib/schema-engine'
import { temporaryCluster } from './lib/temporary-cluster'

const lockText = '# Prisma reads the provider here.\nprovider = "postgresql"\n'

async function difference(): Promise<string> {
  const cluster = await temporaryCluster()
  try {
    const url = cluster.url('postgres')
    await applyMigrations(url)
    return await diffToSchema(url)
  } finally {
    await cluster.stop()
  }
}

await runMain(async () => {
  const args = process.argv.slice(2)
  const name = args.find((arg) => !arg.startsWith('--'))
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new PlainError('请给出迁移名称，只用小写字母、数字和下划线，例如：npm run db:migration add_notice')
  }
  const sql = args.includes('--empty') ? '-- ' : await difference()
  if (sql === '') {
    say('迁移与 prisma/schema 一致，无需新的迁移。')
    return 0
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const file = path.join(migrationsDir, `${stamp}_${name}`, 'migration.sql')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${sql}\n`)
  const lock = path.join(migrationsDir, 'migration_lock.toml')
  if (!existsSync(lock)) writeFileSync(lock, lockText)
  say(`已写入 ${path.relative(process.cwd(), file)}`)
  return 0
})
