/**
 * The part of `npm start` that fills the database: schema, reference data, demo data. A separate process, run by
 * scripts/lib/bring-up.ts with the server's environment, so that its memory is freed while the supervising process keeps
 * running.
 */
import { readConfig } from './lib/config'
import { updateSchema } from './lib/database-schema'
import { PlainError, runMain, say } from './lib/say'
import {
  checkKey,
  refreshKeys,
  refusePublishedPassword,
  writeDemo,
  writeFirstAdministrator,
  writeReference,
} from './lib/seeding'
import { Steps } from './lib/steps'

await runMain(async () => {
  const [stepsBefore, total] = process.argv.slice(2).map(Number)
  const { databaseUrl, databaseOwnerUrl, seed, demoPassword, exposed } = readConfig()
  if (!databaseUrl || !total) throw new PlainError('此程序由 npm start 调用。')
  const steps = new Steps(total, stepsBefore)

  steps.begin('更新数据库结构')
  await checkKey(databaseOwnerUrl ?? databaseUrl)
  const applied = await updateSchema(databaseOwnerUrl ?? databaseUrl, databaseUrl)
  const refreshed = await refreshKeys()
  steps.note(applied.length > 0 ? `已应用 ${applied.length} 个迁移` : '没有变化')
  if (refreshed > 0) steps.note(`已更新 ${refreshed} 个账号的姓名索引`)

  steps.begin('写入基础数据')
  const divisions = await writeReference(databaseUrl)
  steps.note(['完成', ...divisions].join('；'))

  steps.begin(seed === 'demo' ? '写入演示数据' : '不写入演示数据')
  if (seed === 'demo') {
    await writeDemo(databaseUrl, demoPassword)
    steps.note('完成')
    return 0
  }
  if (exposed) await refusePublishedPassword(databaseUrl)
  const first = await writeFirstAdministrator()
  if (first) {
    say('')
    say(`      首位管理员 First administrator   用户名 username: ${first.username}`)
    say(`      一次性口令 one-time password     ${first.password}`)
    say('      口令只显示这一次，请立即登录并修改 · shown only this once: sign in and change it')
    say('')
  }
  return 0
})
