import { describe, expect, it } from 'vitest'
import { PUBLIC } from '@/lib/core/actor'
import { sendCode } from '@/lib/features/account/commands/send-code'
import { phoneIndexOf } from '@/lib/features/account/queries'
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
  takeBackConsent: TAKE_BACK,
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

  it('gives an error that does not tell whether a phone is registered, and changes nothing', async () => {
    const { agent, owner, id } = await people()
    const code = await codeFor(owner.phone)
    const wrong = code === '000000' ? '000001' : '000000'
    const unregistered = newPhone()
    await sendCode(PUBLIC, { phone: unregistered, purpose: 'AGENT_CONSENT' }, '192.0.2.1')
    const refusal = async (given: { ownerName?: string; ownerPhone?: string; code: string }) => {
      const right = { ownerName: owner.name, ownerPhone: owner.phone }
      const { status, body } = await call(CONSENT, id, agent, { ...right, ...given })
      expect([status, body.code, body.errors.map(({ path }) => path)]).toEqual([
        422,
        'CODE_INVALID',
        ['code'],
      ])
      return body.detail
    }
    const wrongCode = await refusal({ code: wrong })
    expect(wrongCode).toContain('还可以再试 4 次')
    expect(await refusal({ ownerPhone: unregistered, code: wrong })).toBe(wrongCode)
    const noCode = await refusal({ ownerPhone: newPhone(), code })
    expect(await refusal({ ownerPhone: 'no phone', code })).toBe(noCode)
    // A right code with a wrong name is told like a wrong one, and counts like one.
    expect(await refusal({ ownerName: '张三', code })).toBe(wrongCode.replace('4 次', '3 次'))
    expect(await refusal({ code: wrong })).toBe(wrongCode.replace('4 次', '2 次'))
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

describe('a consent', () => {
  async function consented() {
    const { agent, owner, id } = await people()
    const consent = async () => {
      const given = { ownerName: owner.name, ownerPhone: owner.phone, code: await codeFor(owner.phone) }
      return (await call(CONSENT, id, agent, given)).body
    }
    return { agent, owner, id, consent, given: await consent() }
  }
  /** Codes of one phone are a minute apart. */
  const later = (phone: string) =>
    db().verificationCode.updateMany({
      where: { phoneIndex: phoneIndexOf(phone) },
      data: { sentAt: new Date(Date.now() - 61_000) },
    })

  it('holds for the content it was given to; a change lets it lapse, for both to see, and nothing is submitted', async () => {
    const { agent, owner, id, consent, given } = await consented()
    expect(given.consent).toMatchObject({ state: 'HOLDS' })
    const changed = await call(PATCH, id, agent, { placeDetail: '另一个工地' })
    expect(changed.body.consent).toMatchObject({ state: 'LAPSED' })
    expect((await call(GET, id, owner)).body.consent).toMatchObject({ state: 'LAPSED' })
    const refused = await call(SUBMIT, id, agent)
    expect([refused.status, refused.body.errors]).toMatchObject([
      422,
      [{ path: 'ownerName', code: 'CONSENT_LAPSED' }],
    ])
    expect(await db().filing.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'DRAFT',
      revision: 0,
    })

    await later(owner.phone)
    expect((await consent()).consent).toMatchObject({ state: 'HOLDS' })
    expect((await call(SUBMIT, id, agent)).body).toMatchObject({ status: 'SUBMITTED', consent: null })
  })

  it('given to an almost empty form, as the manual has it, holds while blanks are filled in', async () => {
    const { agent, id } = await consented()
    const filled = await call(PATCH, id, agent, { monitoring: { terminalNumber: 'T-1' } })
    expect(filled.body.consent).toMatchObject({ state: 'HOLDS' })
    expect((await call(SUBMIT, id, agent)).body).toMatchObject({ status: 'SUBMITTED' })
  })

  it('holds again once the content is again what it was given to', async () => {
    const { agent, id, given } = await consented()
    await call(PATCH, id, agent, { placeDetail: '另一个工地' })
    const back = await call(PATCH, id, agent, { placeDetail: given.placeDetail })
    expect(back.body.consent).toMatchObject({ state: 'HOLDS' })
  })

  it('is taken back by the owner before the submission, on record, and given again by a code only', async () => {
    const { agent, owner, id, consent } = await consented()
    expect((await call(TAKE_BACK, id, agent)).status).toBe(403)
    expect((await call(TAKE_BACK, id, await ownerSession(db()))).status).toBe(404)
    const taken = await call(TAKE_BACK, id, owner)
    expect([taken.status, taken.body.consent]).toMatchObject([200, { state: 'TAKEN_BACK' }])
    expect((await call(TAKE_BACK, id, owner)).status).toBe(409)
    expect((await call(GET, id, agent)).body.consent).toMatchObject({ state: 'TAKEN_BACK' })
    const refused = await call(SUBMIT, id, agent)
    expect(refused.body.errors).toMatchObject([{ path: 'ownerName', code: 'CONSENT_TAKEN_BACK' }])
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: id, action: 'filing.take-back-consent' },
    })
    expect(event).toMatchObject({ actorId: owner.id, details: { ownerId: owner.id } })
    await later(owner.phone)
    expect((await consent()).consent).toMatchObject({ state: 'HOLDS' })
  })

  it('and a submission at the same moment exclude one another', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { agent, owner, id } = await consented()
      const calls = [() => call(TAKE_BACK, id, owner), () => call(SUBMIT, id, agent)]
      const answers = await Promise.all((round % 2 ? calls.toReversed() : calls).map((one) => one()))
      const [back, sent] = round % 2 ? answers.toReversed() : answers
      expect([back?.status, sent?.status].filter((status) => status === 200)).toHaveLength(1)
      const row = await db().filing.findUniqueOrThrow({ where: { id } })
      expect([row.status, row.ownerConsentTakenBackAt !== null]).toEqual(
        sent?.status === 200 ? ['SUBMITTED', false] : ['DRAFT', true],
      )
    }
  })

  it('to what is submitted is not taken back', async () => {
    const { agent, owner, id } = await consented()
    await call(SUBMIT, id, agent)
    const late = await call(TAKE_BACK, id, owner)
    expect([late.status, late.body.code]).toEqual([409, 'STATE_CONFLICT'])
  })
})
