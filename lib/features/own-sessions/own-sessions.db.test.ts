import { describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { ownSessionRoutes } from './routes'
import type { OwnSession } from './schema'

type Tokens = { accessToken: string; refreshToken: string }
const ANDROID =
  'Mozilla/5.0 (Linux; Android 12; V2048A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36'
const signIn = async (phone: string, userAgent?: string) => {
  const headers: Record<string, string> = userAgent ? { 'user-agent': userAgent } : {}
  const { body } = await callRoute<Tokens>(accountRoutes.openSession, {
    body: { phone, password: FACTORY_PASSWORD },
    headers,
  })
  return body
}
const listOf = async (token: string) =>
  (await callRoute<{ data: OwnSession[] }>(ownSessionRoutes.listOwnSessions, { token })).body.data
const end = (token: string, id: string) =>
  callRoute(ownSessionRoutes.endOwnSession, { token, params: { id } })

describe('where an account is signed in', () => {
  it('names the devices, the asking one first, and ends another at once', async () => {
    const { phone, id } = await makeAccount(db())
    const lost = await signIn(phone, ANDROID)
    const here = await signIn(phone)
    const [first, second, ...more] = await listOf(here.accessToken)
    expect([first?.current, first?.device]).toEqual([true, '未知设备'])
    expect([second?.current, second?.device]).toEqual([false, 'Chrome 87 · Android'])
    expect(more).toEqual([])

    const ending = second?.id ?? ''
    expect((await end(here.accessToken, ending)).status).toBe(204)
    expect((await callRoute(accountRoutes.me, { token: lost.accessToken })).status).toBe(401)
    const refreshed = await callRoute(accountRoutes.refreshSession, {
      body: { refreshToken: lost.refreshToken },
    })
    expect(refreshed.status).toBe(401)
    expect((await listOf(here.accessToken)).map((each) => each.id)).toEqual([first?.id])
    expect((await end(here.accessToken, ending)).status).toBe(404)
    const [event] = await db().auditEvent.findMany({ where: { subjectId: id, action: 'session.end' } })
    expect(event?.details).toEqual({ sessionId: ending })
  })

  it('does not end a session of another account', async () => {
    const own = await signIn((await makeAccount(db())).phone)
    const foreign = await signIn((await makeAccount(db())).phone)
    const [session] = await listOf(foreign.accessToken)
    expect((await end(own.accessToken, session?.id ?? '')).status).toBe(404)
    expect(await listOf(foreign.accessToken)).toHaveLength(1)
  })

  it('lists no ended and no expired session; of one from before nobody knows the device', async () => {
    const { phone, id: accountId } = await makeAccount(db())
    const here = await signIn(phone)
    const later = new Date(Date.now() + 60_000)
    await db().accountSession.createMany({
      data: [
        { accountId, expiresAt: later, revokedAt: new Date() },
        { accountId, createdAt: new Date(Date.now() - 60_000), expiresAt: new Date() },
        { accountId, expiresAt: later },
      ],
    })
    expect((await listOf(here.accessToken)).map(({ device }) => device)).toEqual(['未知设备', null])
  })

  it('refreshing counts as use', async () => {
    const { phone } = await makeAccount(db())
    const older = await signIn(phone, ANDROID)
    await signIn(phone)
    const here = await signIn(phone)
    await callRoute(accountRoutes.refreshSession, { body: { refreshToken: older.refreshToken } })
    expect((await listOf(here.accessToken)).map(({ device }) => device)).toEqual([
      '未知设备',
      'Chrome 87 · Android',
      '未知设备',
    ])
  })
})
