/**
 * `npm run db:roles`: prepares a PostgreSQL of one's own (docs/database-roles.md). Connects as DATABASE_ADMIN_URL, creates the
 * two roles or gives them new passwords, hands the database over to the owner, and prints the two addresses for the start.
 */
import { newPassword } from './lib/postgres'
import { makeRoles, OWNER_ROLE, SERVER_ROLE } from './lib/roles'
import { PlainError, runMain, say } from './lib/say'

function addressFor(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = password
  return url.href
}

await runMain(async () => {
  const adminUrl = process.env.DATABASE_ADMIN_URL
  if (!adminUrl || !URL.canParse(adminUrl)) {
    throw new PlainError(
      '请用 DATABASE_ADMIN_URL 给出该数据库的管理员地址，形如 postgresql://postgres:密码@主机:5432/数据库。',
    )
  }
  const passwords = { owner: newPassword(), server: newPassword() }
  await makeRoles(adminUrl, passwords)
  say('已建立两个数据库用户（已有的改用新口令），口令只显示这一次：')
  say(`DATABASE_URL=${addressFor(adminUrl, SERVER_ROLE, passwords.server)}`)
  say(`DATABASE_OWNER_URL=${addressFor(adminUrl, OWNER_ROLE, passwords.owner)}`)
  say('启动时同时给出这两项：服务只用前者；后者只在启动时用来更新库结构。管理员地址不再需要。')
  return 0
})
