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
  writeFirstAdministrators,
  writeReference,
} from './lib/seeding'
import { Steps } from './lib/steps'

const FIRST_LABELS: Partial<Record<string, string>> = {
  ADMINISTRATOR: '系统管理员 first system administrator',
  SECURITY_ADMINISTRATOR: '安全管理员 first security administrator',
  AUDIT_ADMINISTRATOR: '审计管理员 first audit administrator',
}

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
  } else if (exposed) await refusePublishedPassword(databaseUrl)
  // Also in a demo world of a release before there were three: otherwise nobody could manage its staff.
  const firsts = await writeFirstAdministrators()
  for (const { role, username, password } of firsts) {
    say('')
    say(`      首位${FIRST_LABELS[role]}   用户名 username: ${username}`)
    say(`      初始口令 first password     ${password}`)
  }
  if (firsts.length > 0) {
    say(
      '      口令只显示这一次，修改之前一直有效，请立即登录并修改 · shown only this once, valid until changed: sign in and change it',
    )
    say('')
  }
  return 0
})
