/**
 * `npm run staff:reset -- USERNAME 'why'`: for the only security administrator who has lost password, phone or keys. Whoever can run it has the
 * server's console, its keys and its database already. It takes away what the person signed in with and prints a link by which a
 * new password is chosen; the reason and the operating system's user are recorded. Works while the server is running.
 */
import { userInfo } from 'node:os'
import { auditReason } from './lib/audit-reason'
import { withDatabase } from './lib/open-database'
import { PlainError, runMain, say } from './lib/say'

async function reset(username: string, reason: string): Promise<number> {
  const [{ resetByConsole }, { AppError }, { ROLE_LABELS }] = await Promise.all([
    import('@/lib/features/staff/commands/reset-by-console'),
    import('@/lib/core/app-error'),
    import('@/lib/features/staff/schema/staff'),
  ])
  const serverUser = process.env.SUDO_USER || userInfo().username
  const done = await resetByConsole({ username, reason, serverUser }).catch((error: unknown) => {
    throw error instanceof AppError ? new PlainError(`${error.message}。`) : error
  })
  say(
    `已重置 ${done.name}（${username}，${ROLE_LABELS[done.role]}）：原密码和全部二次验证失效，已退出所有登录。`,
  )
  say(`请本人在 ${done.hours} 小时内打开下面的链接设定新密码；链接只显示这一次，只能用一次：`)
  say(`  ${done.link}`)
  say('理由和运行本命令的服务器用户已写入操作记录。请尽快另设一位安全管理员，以后可以互相重置。')
  return 0
}

await runMain(() => {
  const [username = '', ...words] = process.argv.slice(2)
  const usage =
    "请写明用户名和理由（至少 5 个字），如 npm run staff:reset -- security '唯一的安全管理员遗失手机'"
  const reason = auditReason(words, usage)
  return withDatabase('npm run staff:reset', () => reset(username, reason))
})
