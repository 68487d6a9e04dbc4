import { describe, expect, it } from 'vitest'
import { PUBLIC } from '@/lib/core/actor'
import { sendCode } from '@/lib/features/account/commands/send-code'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { FilingDto } from '../schema/owner'

const {
  ownerConsent: CONSENT,
  deleteFiling: DELETE,
  getFiling: GET,
  patchFiling: PATCH,
  submitFiling: SUBMIT,
  listFilings: LIST,
} = filingRoutes

type Answer = FilingDto & { code: string; detail: string; errors: { path: string; code: string }[] }

async function codeFor(phone: string): Promise<string> {
  await sendCode(PUBLIC, { phone, purpose: 'AGENT_CONSENT' }, '192.0.2.1')
  return newestCode(phone, 'AGENT_CONSENT')
}

const call = (route: typeof CONSENT, id: string, who: OwnerSession, body?: unknown) =>
  callRoute<Answer>(route, { params: { id }, token: who.token, body })

async function people() {
  const [agent, owner] = [await ownerSession(db()), await ownerSession(db(), { type: 'UNIT' })]
  const { id } = await makeFiling(db(), 'DRAFT', {
    filerId: agent.id,
    content: { codes: { machineEnvCode: '88811111QH3111446' } },
  })
  return { agent, owner, id }
}

describe('an agent’s filing', () => {
  it('becomes the owner’s by name, phone and code; the owner sees it, only the agent may edit it', async () => {
    const { agent, owner, id } = await people()
    expect((await call(GET, id, owner)).status).toBe(404)
    const given = { ownerName: owner.name, ownerPhone: owner.phone, code: await codeFor(owner.phone) }
    const answer = await call(CONSENT, id, agent, given)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ ownerName: owner.name, forOther: true, version: 2 })

    expect((await call(GET, id, owner)).body).toEqual(answer.body)
    const list = await callRoute<{ data: FilingDto[] }>(LIST, { token: owner.token })
    expect(list.body.data.map((filing) => filing.id)).toEqual([id])
    expect((await call(PATCH, id, owner, { plate: '1' })).status).toBe(403)
    expect((await call(DELETE, id, owner)).status).toBe(403)
    expect((await call(SUBMIT, id, owner)).status).toBe(403)
    expect((await call(SUBMIT, id, agent)).body.status).toBe('SUBMITTED')
  })

  it.each([
    ['⻓沙⻢工（集团）有限公司', '长沙马工(集团)有限公司'],
    ['唐山(京东)机械有限公司', '唐山（京东）\u00a0机械有限\u00ad公司'],
    ['阿卜杜拉·买买提', '阿卜杜拉・买买提'],
  ])('of %s is given as %s, with the phone in any spelling', async (name, typed) => {
    const [agent, owner] = [await ownerSession(db()), await ownerSession(db(), { type: 'UNIT', name })]
    const { id } = await makeFiling(db(), 'DRAFT', { filerId: agent.id })
    const spelled = `+86 ${owner.phone.slice(0, 3)}-${owner.phone.slice(3, 7)}-${owner.phone.slice(7)}`
    const given = { ownerName: typed, ownerPhone: spelled, code: await codeFor(owner.phone) }
    const { status, body } = await call(CONSENT, id, agent, given)
    expect([status, body.ownerName]).toEqual([200, name])
  })

  it('gives the same error for every mismatch and changes nothing', async () => {
    const { agent, owner, id } = await people()
    const code = await codeFor(owner.phone)
    const wrong = code === '000000' ? '000001' : '000000'
    const refusals = await Promise.all(
      [
        { ownerName: '张三', ownerPhone: owner.phone, code },
        { ownerName: owner.name, ownerPhone: newPhone(), code },
        { ownerName: owner.name, ownerPhone: 'no phone', code },
        { ownerName: owner.name, ownerPhone: owner.phone, code: wrong },
      ].map((given) => call(CONSENT, id, agent, given)),
    )
    for (const { status, body } of refusals) {
      expect([status, body.code, body.detail]).toEqual([422, 'CODE_INVALID', refusals[0]?.body.detail])
      expect(body.errors).toEqual(refusals[0]?.body.errors)
    }
    expect(await db().filing.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ownerId: agent.id,
      ownerConsentAt: null,
      version: 1,
    })
  })

  it('uses a code once', async () => {
    const { agent, owner, id } = await people()
    const second = await makeFiling(db(), 'DRAFT', { filerId: agent.id })
    const given = { ownerName: owner.name, ownerPhone: owner.phone, code: await codeFor(owner.phone) }
    expect((await call(CONSENT, id, agent, given)).status).toBe(200)
    expect((await call(CONSENT, second.id, agent, given)).body.code).toBe('CODE_INVALID')
  })

  it('is the agent’s own again by his own name, phone and code', async () => {
    const { agent, owner, id } = await people()
    const other = { ownerName: owner.name, ownerPhone: owner.phone, code: await codeFor(owner.phone) }
    await call(CONSENT, id, agent, other)
    const own = { ownerName: agent.name, ownerPhone: agent.phone, code: await codeFor(agent.phone) }
    expect((await call(CONSENT, id, agent, own)).body).toMatchObject({
      forOther: false,
      ownerName: agent.name,
    })
    expect((await call(GET, id, owner)).status).toBe(404)
  })

  it('is nobody else’s to hand over, nor once it is submitted', async () => {
    const { owner, id } = await people()
    const stranger = await ownerSession(db())
    const given = { ownerName: owner.name, ownerPhone: owner.phone, code: '123456' }
    expect((await call(CONSENT, id, stranger, given)).status).toBe(404)
    const submitted = await makeFiling(db(), 'SUBMITTED', { filerId: stranger.id })
    const code = await codeFor(owner.phone)
    expect((await call(CONSENT, submitted.id, stranger, { ...given, code })).status).toBe(409)
  })

  it('keeps its owner while it is returned for other things', async () => {
    const { agent, owner } = await people()
    const { id } = await makeFiling(db(), 'RETURNED', { filerId: agent.id })
    const given = { ownerName: owner.name, ownerPhone: owner.phone, code: await codeFor(owner.phone) }
    const answer = await call(CONSENT, id, agent, given)
    expect(answer.body.errors).toMatchObject([{ path: 'ownerName', code: 'FIELD_NOT_OPEN' }])
  })
})
