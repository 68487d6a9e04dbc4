/** `npm run db:migrate`: applies the pending migrations to DATABASE_URL, like `prisma migrate deploy`. */
import { PlainError, runMain, say } from './lib/say'
import { applyMigrations } from './lib/schema-engine'

await runMain(async () => {
  const url = process.env.DATABASE_URL
  if (!url) throw new PlainError('请设置 DATABASE_URL。')
  const applied = await applyMigrations(url)
  say(applied.length === 0 ? '数据库已是最新。' : `已应用 ${applied.length} 个迁移：${applied.join('、')}`)
  return 0
})
