import { expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import type { AccountSeed } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import type { FilingDto } from '../schema/owner'

/** An agent's draft, and an owner whose code for it has come. */
async function asked(seed: AccountSeed = { type: 'UNIT' }, typed?: string) {
  const [agent, owner] = [await ownerSession(db()), await ownerSession(db(), seed)]
  const { id } = await makeFiling(db(), 'DRAFT', { filerId: agent.id })
  const body = { ownerPhone: owner.phone, ownerName: typed ?? owner.name }
  await callRoute(filingRoutes.consentCode, { params: { id }, token: agent.token, body })
  const code = await newestCode(owner.phone, 'AGENT_CONSENT')
  const consent = (ownerName: string) =>
    callRoute<FilingDto & { code: string; detail: string }>(filingRoutes.ownerConsent, {
      params: { id },
      token: agent.token,
      body: { ownerName, ownerPhone: owner.phone, code },
    })
  return { owner, consent }
}

it('takes the same code with the name mended, also one that was asked for with another name', async () => {
  const former = '北京旧名机械有限公司'
  const { owner, consent } = await asked({ type: 'UNIT' }, former)
  expect((await consent(former)).body.detail).toContain('还可以再试 4 次')
  expect((await consent(owner.name)).status).toBe(200)
})

it('lets nobody try more than five names with one code, however many at once', async () => {
  const { owner, consent } = await asked()
  const names = Array.from({ length: 12 }, (_, n) => `北京第${n}猜测有限公司`)
  const answers = await Promise.all(names.map(consent))
  expect(answers.every(({ body }) => body.code === 'CODE_INVALID')).toBe(true)
  // The fifth has none left.
  expect(answers.filter(({ body }) => body.detail.includes('还可以再试'))).toHaveLength(4)
  expect((await consent(owner.name)).body.code).toBe('CODE_INVALID')
})

it('says of a foreign name that accents count, and takes any apostrophe', async () => {
  const name = 'Grégoire O’Brien'
  const { consent } = await asked({ name })
  const plain = await consent("Gregoire O'Brien")
  expect([plain.status, plain.body.detail]).toEqual([422, expect.stringContaining('é 不同于 e')])
  expect((await consent("gre\u0301goire o'brien")).body.ownerName).toBe(name)
})
