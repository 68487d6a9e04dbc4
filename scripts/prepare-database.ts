/**
 * The part of `npm start` that fills the database: structure, reference data, demo data. A program of its own, run by
 * scripts/lib/bring-up.ts with the server's environment: what it loads for this is freed when it ends, where the program
 * that watches over server and database stays.
 */
import { readConfig } from './lib/config'
import { PlainError, runMain } from './lib/say'
import { applyMigrations } from './lib/schema-engine'
import { checkKey, refreshKeys, writeDemo, writeReference } from './lib/seeding'
import { Steps } from './lib/steps'

await runMain(async () => {
  const [begun, total] = process.argv.slice(2).map(Number)
  const { databaseUrl, seed, demoPassword } = readConfig()
  if (!databaseUrl || !total) throw new PlainError('此程序由 npm start 调用。')
  const steps = new Steps(total, begun)

  steps.begin('更新数据库结构')
  await checkKey(databaseUrl)
  const applied = await applyMigrations(databaseUrl)
  const mended = await refreshKeys()
  steps.note(applied.length > 0 ? `已应用 ${applied.length} 个迁移` : '没有变化')
  if (mended > 0) steps.note(`已更新 ${mended} 个账号的姓名索引`)

  steps.begin('写入基础数据')
  const divisions = await writeReference(databaseUrl)
  steps.note(['完成', ...divisions].join('；'))

  steps.begin(seed === 'demo' ? '写入演示数据' : '不写入演示数据')
  if (seed === 'demo') {
    await writeDemo(databaseUrl, demoPassword)
    steps.note('完成')
  }
  return 0
})
