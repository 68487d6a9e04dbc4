import { expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { sweepExpired } from './jobs'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

it('removes what has served its time and keeps the rest', async () => {
  const { id: accountId } = await makeAccount(db())
  await sweepExpired()
  for (const [name, hours] of [
    ['old', 49],
    ['young', 47],
  ] as const) {
    const answer = { scope: 'account:x', key: name, requestHash: 'x', status: 201, response: 'x' }
    await db().idempotencyKey.create({ data: { ...answer, createdAt: ago(hours) } })
  }
  for (const [phoneIndex, hours] of [
    ['old', 25],
    ['young', 23],
  ] as const) {
    await db().verificationCode.create({
      data: { phoneIndex, purpose: 'LOGIN', codeHash: 'x', sentAt: ago(hours + 1), expiresAt: ago(hours) },
    })
  }
  for (const [hash, hours] of [
    ['old', 2],
    ['young', 0.5],
  ] as const) {
    await db().sessionTicket.create({
      data: { hash, accountId, createdAt: ago(hours + 1), expiresAt: ago(hours) },
    })
  }
  for (const [key, hours] of [
    ['old', 2],
    ['young', 0.5],
  ] as const) {
    await db().rateLimit.create({ data: { key, points: 1, expire: BigInt(ago(hours).getTime()) } })
  }
  const opened = ago(24 * 90)
  for (const [hash, data] of [
    ['expired', { expiresAt: ago(24 * 31) }],
    ['revoked', { expiresAt: ago(-24), revokedAt: ago(24 * 31) }],
    ['lately revoked', { expiresAt: ago(-24), revokedAt: ago(24) }],
    ['live', { expiresAt: ago(-24) }],
  ] as const) {
    await db().accountSession.create({
      data: { accountId, createdAt: opened, ...data, tokens: { create: { hash, usedAt: ago(24 * 40) } } },
    })
  }

  expect(await sweepExpired()).toBe(8)
  const pair = { in: ['old', 'young'] }
  expect(await db().idempotencyKey.findMany({ where: { key: pair } })).toMatchObject([{ key: 'young' }])
  expect(await db().verificationCode.findMany({ where: { phoneIndex: pair } })).toMatchObject([
    { phoneIndex: 'young' },
  ])
  expect(await db().rateLimit.findMany({ where: { key: pair } })).toMatchObject([{ key: 'young' }])
  expect(await db().sessionTicket.findMany()).toMatchObject([{ hash: 'young' }])
  const tokens = await db().refreshToken.findMany({ where: { session: { accountId } } })
  expect(tokens.map(({ hash }) => hash).sort()).toEqual(['lately revoked', 'live'])
  expect(await db().accountSession.count({ where: { accountId } })).toBe(2)
  expect(await sweepExpired()).toBe(0)
})
