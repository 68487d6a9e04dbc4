import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { accountRoutes } from '@/lib/features/account/routes'
import { consentRoutes } from '@/lib/features/consent/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { decrypt } from '@/lib/server/secrets/secrets'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import type { ConsentState } from './schema'

afterAll(stopWorkers)

const BOTH = { version: PRIVACY_VERSION, kinds: ['NOTICE', 'SENSITIVE'] }
const stateOf = (token: string) => callRoute<ConsentState>(consentRoutes.consents, { token })

async function register(overrides: object) {
  const phone = newPhone()
  await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'REGISTER' } })
  const code = await newestCode(phone, 'REGISTER')
  const person = { type: 'PERSON', name: '张三', idNumber: newPersonNumber(), password: 'Excavator-2026' }
  return callRoute<{ accessToken: string; account: { id: string }; errors?: { path: string }[] }>(
    accountRoutes.createAccount,
    { body: { ...person, phone, code, ...overrides } },
  )
}

describe('registering', () => {
  it('stores what was ticked with version, time and encrypted address, and records it', async () => {
    const before = new Date()
    const { body } = await register({ consents: BOTH })
    const rows = await db().consent.findMany({ where: { accountId: body.account.id } })
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['NOTICE', 'SENSITIVE'])
    for (const { id, version, givenAt, address } of rows) {
      expect(version).toBe(PRIVACY_VERSION)
      expect(givenAt.getTime()).toBeGreaterThanOrEqual(before.getTime() - 1000)
      expect(decrypt('consent.address', id, address ?? '')).not.toBe(address)
    }
    expect((await stateOf(body.accessToken)).body.missing).toEqual([])
    const events = await db().auditEvent.findMany({
      where: { subjectId: body.account.id, action: 'consent.give' },
    })
    expect(events.map(({ details }) => details)).toEqual([
      { consents: BOTH.kinds, noticeVersion: PRIVACY_VERSION },
    ])
  })

  it('works without them, as other programs do it, and the account is asked for them afterwards', async () => {
    const { status, body } = await register({})
    expect(status).toBe(201)
    expect((await stateOf(body.accessToken)).body).toEqual({
      version: PRIVACY_VERSION,
      missing: ['NOTICE', 'SENSITIVE'],
      data: [],
    })
  })

  it('refuses a version that is not the one in force', async () => {
    const { status, body } = await register({ consents: { ...BOTH, version: '2020-01-01' } })
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'consents.version'])
  })
})

describe('accepting later', () => {
  it('adds what is missing once; each kind by itself', async () => {
    const { token, id } = await ownerSession(db())
    const give = (kinds: string[]) =>
      callRoute<ConsentState>(consentRoutes.giveConsents, { token, body: { ...BOTH, kinds } })
    expect((await give(['NOTICE'])).body.missing).toEqual(['SENSITIVE'])
    expect((await give(['NOTICE', 'SENSITIVE'])).body.missing).toEqual([])
    await give(['NOTICE', 'SENSITIVE'])
    expect(await db().consent.count({ where: { accountId: id } })).toBe(2)
  })

  it('is asked again when the version has changed, and what was accepted stays', async () => {
    const { token, id } = await ownerSession(db())
    await db().consent.create({ data: { accountId: id, kind: 'NOTICE', version: '2020-01-01' } })
    const { missing, data } = (await stateOf(token)).body
    expect(missing).toEqual(['NOTICE', 'SENSITIVE'])
    expect(data).toMatchObject([{ kind: 'NOTICE', version: '2020-01-01' }])
  })
})

describe('where the nation requires it', () => {
  const key = { key_divisionCode: { key: 'consent', divisionCode: '000000' } }
  beforeAll(async () => {
    await db().setting.create({ data: { key: 'consent', divisionCode: '000000', value: { required: true } } })
  })
  afterAll(() => db().setting.delete({ where: key }))

  it('nothing is filed without it; reading goes on', async () => {
    const { token } = await ownerSession(db())
    const file = () => callRoute(filingRoutes.createFiling, { token, body: {} })
    expect(await file()).toMatchObject({ status: 409, body: { code: 'CONSENT_REQUIRED' } })
    expect((await callRoute(accountRoutes.me, { token })).status).toBe(200)
    await callRoute(consentRoutes.giveConsents, { token, body: BOTH })
    expect((await file()).status).toBe(201)
  })
})
