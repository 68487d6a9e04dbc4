import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { type MadeAccount, makeAccount } from '@/prisma/factories/account'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { accountRoutes } from './routes'
import type { TokensDto } from './schema'

afterAll(stopWorkers)

type Problem = { code: string; detail: string; errors?: { path: string; code: string }[] }
const DAY = 86_400_000

let owner: MadeAccount
beforeEach(async () => {
  owner = await makeAccount(db())
})

const usedDaysAgo = (days: number) => {
  const lastAt = new Date(Date.now() - days * DAY)
  return db().accountUse.upsert({
    where: { accountId: owner.id },
    create: { accountId: owner.id, lastAt },
    update: { lastAt },
  })
}
const code = async (purpose: string) => {
  await callRoute(accountRoutes.sendCode, { body: { phone: owner.phone, purpose } })
  return newestCode(owner.phone, purpose)
}
const signIn = (body: object) =>
  callRoute<TokensDto & Problem>(accountRoutes.openSession, { body: { phone: owner.phone, ...body } })
const failures = async () =>
  Math.round((await db().signInTries.findFirst({ where: { accountId: owner.id } }))?.failures ?? 0)

describe('a code on a phone that was quiet', () => {
  it('is not enough after 180 days: the document is asked for, and the same code then signs in', async () => {
    await usedDaysAgo(181)
    const sent = await code('LOGIN')
    const asked = await signIn({ code: sent })
    expect([asked.status, asked.body.code]).toEqual([403, 'DOCUMENT_REQUIRED'])
    expect(asked.body.detail).not.toContain(owner.name)
    expect((await signIn({ code: sent, idTail: owner.idNumber.slice(-4) })).status).toBe(201)
    const { lastAt } = await db().accountUse.findUniqueOrThrow({ where: { accountId: owner.id } })
    expect(Date.now() - lastAt.getTime()).toBeLessThan(DAY)
  })

  it('is enough before, and for an account that has only just been made', async () => {
    await usedDaysAgo(179)
    expect((await signIn({ code: await code('LOGIN') })).status).toBe(201)
    owner = await makeAccount(db())
    expect((await signIn({ code: await code('LOGIN') })).status).toBe(201)
  })

  it('with a wrong document counts, as a try of the code and towards the lock', async () => {
    await usedDaysAgo(200)
    const sent = await code('LOGIN')
    const wrong = await signIn({ code: sent, idTail: '0000' })
    expect([wrong.status, wrong.body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ path: 'idTail', code: 'ID_NUMBER_MISMATCH' }),
    ])
    expect(await failures()).toBe(1)
    for (let at = 0; at < 4; at += 1) await signIn({ code: sent, idTail: '0000' })
    // The code has been tried five times, or the account is locked: the right document comes too late for both.
    expect((await signIn({ code: sent, idTail: owner.idNumber.slice(-4) })).status).not.toBe(201)
    expect(await failures()).toBe(5)
  })

  it('resets no password without the document either, and the password itself still signs in', async () => {
    await usedDaysAgo(400)
    const reset = { phone: owner.phone, code: await code('RESET_PASSWORD'), password: 'Excavator-2027' }
    const asked = await callRoute<Problem>(accountRoutes.resetPassword, { body: reset })
    expect([asked.status, asked.body.code]).toEqual([403, 'DOCUMENT_REQUIRED'])
    const done = await callRoute(accountRoutes.resetPassword, {
      body: { ...reset, idTail: owner.idNumber.slice(-4) },
    })
    expect(done.status).toBe(204)
    expect((await signIn({ password: 'Excavator-2027' })).status).toBe(201)
  })

  it('a session in use is use: a refresh after a day writes it', async () => {
    const opened = await signIn({ password: FACTORY_PASSWORD })
    await usedDaysAgo(179)
    const refreshed = await callRoute(accountRoutes.refreshSession, {
      body: { refreshToken: opened.body.refreshToken },
    })
    expect(refreshed.status).toBe(201)
    const { lastAt } = await db().accountUse.findUniqueOrThrow({ where: { accountId: owner.id } })
    expect(Date.now() - lastAt.getTime()).toBeLessThan(DAY)
  })

  it('is judged by the days of the setting', async () => {
    await db().setting.create({
      data: { key: 'owner-sign-in', divisionCode: '000000', value: { quietDays: 30 } },
    })
    try {
      await usedDaysAgo(31)
      expect((await signIn({ code: await code('LOGIN') })).body.code).toBe('DOCUMENT_REQUIRED')
    } finally {
      await db().setting.deleteMany({ where: { key: 'owner-sign-in' } })
    }
  })
})
