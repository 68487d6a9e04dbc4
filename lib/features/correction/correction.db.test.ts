import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { answeringBureau } from './queries'
import { correctionRoutes } from './routes'
import type { OfficeCorrection, OwnCorrection } from './schema'

const HOME = '110101'
type Answer = { detail?: string; errors?: { path: string }[] }

const ask = (token: string, overrides: object = {}) =>
  callRoute<OwnCorrection & Answer>(correctionRoutes.askCorrection, {
    token,
    body: { subject: 'NAME', text: '姓名应为张三丰', districtCode: HOME, ...overrides },
  })
const listed = async (area: string, query = {}) => {
  const { headers } = await staffSession(db(), 'SUPERVISOR', area)
  const { body } = await callRoute<{ data: OfficeCorrection[] }>(correctionRoutes.listCorrections, {
    headers,
    query: { limit: '100', ...query },
  })
  return body.data
}
async function answer(id: string, area = HOME) {
  const { headers } = await staffSession(db(), 'SUPERVISOR', area)
  return callRoute<OfficeCorrection & Answer>(correctionRoutes.answerCorrection, {
    params: { id },
    headers,
    body: { accepted: true, answer: '已按证件更正' },
  })
}

beforeAll(async () => void (await staffSession(db(), 'SUPERVISOR', HOME)))

describe('a request to correct', () => {
  it('is stored encrypted, waits in the bureau of its district alone, and is answered once', async () => {
    const owner = await ownerSession(db())
    const { status, body } = await ask(owner.token)
    expect(status).toBe(201)
    const row = await db().correctionRequest.findUniqueOrThrow({ where: { id: body.id } })
    expect(row.text).not.toContain('张三丰')
    const shown = (await listed(HOME)).find(({ id }) => id === body.id)
    expect(shown).toMatchObject({ subject: 'NAME', text: '姓名应为张三丰', owner: { name: owner.name } })
    expect(JSON.stringify(shown)).not.toContain(owner.phone)
    expect((await listed('110000')).map(({ id }) => id)).toContain(body.id)
    expect((await listed('110108')).map(({ id }) => id)).not.toContain(body.id)
    expect((await answer(body.id, '110108')).status).toBe(404)
    const answers = await Promise.all([answer(body.id), answer(body.id)])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
    const own = await callRoute<{ data: OwnCorrection[] }>(correctionRoutes.ownCorrections, {
      token: owner.token,
    })
    expect(own.body.data).toMatchObject([{ status: 'ACCEPTED', answer: '已按证件更正' }])
    expect((await listed(HOME)).map(({ id }) => id)).not.toContain(body.id)
    expect((await listed(HOME, { open: 'false' })).map(({ id }) => id)).toContain(body.id)
    const events = await db().auditEvent.findMany({
      where: { subjectId: owner.id, action: { in: ['correction.ask', 'correction.answer'] } },
    })
    expect(events.map(({ details }) => details)).toEqual([
      { correction: 'NAME' },
      { correction: 'NAME', accepted: true },
    ])
  })

  it('waits once for each subject, and goes to a district in force', async () => {
    const { token } = await ownerSession(db())
    const states = await Promise.all([ask(token), ask(token), ask(token, { subject: 'PHONE' })])
    expect(states.map(({ status }) => status).sort()).toEqual([201, 201, 409])
    const nowhere = await ask(token, { subject: 'OTHER', districtCode: '999999' })
    expect([nowhere.status, nowhere.body.errors?.[0]?.path]).toEqual([422, 'districtCode'])
    const short = await ask(token, { subject: 'OTHER', text: '错' })
    expect([short.status, short.body.errors?.[0]?.path]).toEqual([422, 'text'])
  })

  it('to a district without a bureau is answered above it; where nobody is, it is refused', async () => {
    const EMPTY_DISTRICT = '310101'
    const { token } = await ownerSession(db())
    const above = await staffSession(db(), 'SUPERVISOR', '310000')
    const { bureau } = await db().staff.findUniqueOrThrow({
      where: { id: above.id },
      include: { bureau: true },
    })
    const { status, body } = await ask(token, { districtCode: EMPTY_DISTRICT })
    expect([status, body.bureauName]).toEqual([201, bureau.name])
    expect((await listed('310000')).map(({ id }) => id)).toContain(body.id)
    const undone = new Error('undone')
    const alone = db().$transaction(async (tx) => {
      await tx.bureau.updateMany({ data: { disabledAt: new Date() } })
      expect(await answeringBureau(tx, EMPTY_DISTRICT)).toBeNull()
      throw undone
    })
    await expect(alone).rejects.toBe(undone)
  })
})
