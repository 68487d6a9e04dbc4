import { expect, test } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makeStaff } from '@/prisma/factories/staff'
import { activate } from './commands/activate'
import { resetByConsole } from './commands/reset-by-console'
import { signInStaff } from './commands/sign-in'

const BROWSER = { address: '192.0.2.30', device: 'Chrome' }
const reason = '唯一的安全管理员遗失手机和密钥'

test('a security administrator without factor and password gets in again by the link from the console', async () => {
  const { id, username } = await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '110000')
  await db().staff.update({ where: { id }, data: { totpSecret: 'lost with the phone' } })
  const at = new Date()
  const times = {
    createdAt: at,
    lastSeenAt: at,
    idleMinutes: 30,
    expiresAt: new Date(at.getTime() + 3_600_000),
  }
  const session = { staffId: id, tokenHash: `of ${username}`, device: 'Chrome', address: '192.0.2.1' }
  await db().staffSession.create({ data: { ...session, ...times } })
  const { link, role } = await resetByConsole({
    username: ` ${username.toUpperCase()} `,
    reason,
    serverUser: 'ops',
  })
  expect(role).toBe('SECURITY_ADMINISTRATOR')
  const staff = await db().staff.findUniqueOrThrow({ where: { id } })
  expect(staff).toMatchObject({ totpSecret: null, mustChangePassword: true })
  expect(await db().staffSession.count({ where: { staffId: id, endedAt: null } })).toBe(0)

  const token = new URL(link).hash.slice(1)
  const password = 'Chosen-anew-7319'
  await activate({ token, password })
  expect(await signInStaff({ username, password }, BROWSER)).toMatchObject({ id: expect.any(String) })

  const events = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(events.slice(0, 2)).toMatchObject([
    {
      actorKind: 'SYSTEM',
      action: 'staff.reset-password',
      details: { by: 'console', reason, serverUser: 'ops' },
    },
    { actorKind: 'SYSTEM', action: 'staff.issue-activation', details: { by: 'console' } },
  ])
  expect(JSON.stringify(events.map(({ details }) => details))).not.toContain(token)
})

test('not a name that nobody has, nor one whom a reset would not let in', async () => {
  const asked = { reason, serverUser: 'ops' }
  await expect(resetByConsole({ ...asked, username: 'nobody-there' })).rejects.toThrow('没有用户名')
  const { id, username } = await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '110000')
  await db().staff.update({ where: { id }, data: { disabledAt: new Date() } })
  await expect(resetByConsole({ ...asked, username })).rejects.toThrow('已停用')
  expect(await db().auditEvent.count({ where: { subjectId: id } })).toBe(0)
})
