/**
 * `npm run db:migrate`: applies the pending migrations to DATABASE_URL, like `prisma migrate deploy`, as DATABASE_OWNER_URL if
 * there is one, and gives the server's role its rights on new tables.
 */
import { updateSchema } from './lib/database-schema'
import { PlainError, runMain, say } from './lib/say'

await runMain(async () => {
  const url = process.env.DATABASE_URL
  if (!url) throw new PlainError('请设置 DATABASE_URL。')
  const applied = await updateSchema(process.env.DATABASE_OWNER_URL || url, url)
  say(applied.length === 0 ? '数据库已是最新。' : `已应用 ${applied.length} 个迁移：${applied.join('、')}`)
  return 0
})
