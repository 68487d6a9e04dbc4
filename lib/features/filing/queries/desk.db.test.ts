import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { inspectOutdated } from '@/lib/features/inspection/jobs'
import { STAGE_DATES } from '@/lib/features/setting/schema/stage-dates'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { type DeskFiling, deskFiling, getDeskFilingEndpoint } from '../schema/console'

const {
  approveFiling: APPROVE,
  claimFiling: CLAIM,
  releaseFiling: RELEASE,
  getDeskFiling: DESK,
} = filingRoutes

let reviewer: StaffSession

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
})

const desk = (id: string, who = reviewer) =>
  callRoute<DeskFiling>(DESK, { params: { id }, headers: who.headers })
const checkOf = ({ body }: { body: DeskFiling }, code: string) =>
  body.checks.find((check) => check.code === code)

describe('the desk', () => {
  it.each(['SUBMITTED', 'IN_REVIEW', 'RETURNED', 'DECLINED', 'APPROVED', 'COLLECTED', 'WITHDRAWN'] as const)(
    'answers what its contract says for %s',
    async (status) => {
      const { id } = await makeFiling(db(), status)
      const answer = await desk(id)
      expect(answer.status).toBe(200)
      expect(deskFiling.strict().parse(answer.body)).toMatchObject({ id, status })
      expect(getDeskFilingEndpoint.response).toBe(deskFiling)
    },
  )

  it('shows no draft, nothing of another area, and no full numbers', async () => {
    const owner = await makeAccount(db(), { type: 'UNIT', idNumber: '91350100M0001TGQXM' })
    const agent = await makeAccount(db())
    const { id } = await makeFiling(db(), 'SUBMITTED', { ownerId: owner.id, filerId: agent.id })
    while ((await inspectOutdated()) > 0);
    const answer = await desk(id)
    expect(answer.body.owner).toMatchObject({ idNumberMasked: '913501********GQXM', idNumberDoubtful: true })
    expect(answer.body.agent).toMatchObject({ name: agent.name, idNumberDoubtful: false })
    expect(checkOf(answer, 'OWNER_ID')).toMatchObject({ level: 'WARN' })
    const text = JSON.stringify(answer.body)
    for (const secret of [owner.idNumber, owner.phone, agent.idNumber, agent.phone])
      expect(text).not.toContain(secret)
    expect((await desk((await makeFiling(db(), 'DRAFT')).id)).status).toBe(404)
    expect((await desk(id, await staffSession(db(), 'REVIEWER', '110108'))).status).toBe(404)
    expect((await desk(id, await staffSession(db(), 'SUPERVISOR', '110000'))).status).toBe(200)
  })

  it('links what looks alike inside the area and only reports the rest', async () => {
    const content = { codes: { machineEnvCode: '88811111QH3111446' } }
    const near = await makeFiling(db(), 'APPROVED', { content })
    await makeFiling(db(), 'SUBMITTED', { content, districtCode: '130203' })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    const check = checkOf(await desk(id), 'DUPLICATE')
    expect(check).toMatchObject({ level: 'WARN', paths: ['codes.machineEnvCode'], filingIds: [near.id] })
    expect(check?.text).toContain('其他 2 件登记')
    expect(check?.text).toContain(near.registrationNumber)
    expect(check?.text).toContain('1 件不在本辖区')
  })

  it('doubts photos that were taken far apart', async () => {
    const { id, photoIds } = await makeFiling(db(), 'SUBMITTED')
    const places = [
      [39.928, 116.416],
      [39.631, 118.18],
    ]
    for (const [at, [latitude, longitude]] of places.entries()) {
      await db().photo.update({ where: { id: photoIds[at] }, data: { latitude, longitude } })
    }
    while ((await inspectOutdated()) > 0);
    expect(checkOf(await desk(id), 'PHOTO_PLACE')).toMatchObject({
      result: 'DOUBT',
      text: expect.stringContaining('公里'),
    })
  })
})

describe('viewing one’s claimed filing', () => {
  const endOf = async (id: string) =>
    (await db().filing.findUniqueOrThrow({ where: { id } })).claimExpiresAt?.getTime()

  it('prolongs the claim, once a minute at most, and only for the one who holds it', async () => {
    const tenMinutesAgo = new Date(Date.now() - 600_000)
    const { id } = await makeFiling(db(), 'IN_REVIEW', {
      reviewerId: reviewer.id,
      story: { claimedAt: tenMinutesAgo },
    })
    const given = await endOf(id)
    await desk(id, await staffSession(db(), 'REVIEWER'))
    await desk(id, await staffSession(db(), 'SUPERVISOR'))
    expect(await endOf(id)).toBe(given)
    const shown = await desk(id)
    const prolonged = await endOf(id)
    expect(prolonged).toBeGreaterThan((given ?? 0) + 500_000)
    expect(shown.body.claim?.expiresAt).toBe(new Date(prolonged ?? 0).toISOString())
    await desk(id)
    expect(await endOf(id)).toBe(prolonged)
  })

  it('keeps the version that was seen, through claim and release', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED')
    const before = (await desk(id)).body.version
    await callRoute(CLAIM, { params: { id }, headers: reviewer.headers })
    await callRoute(RELEASE, { params: { id }, headers: reviewer.headers })
    expect((await desk(id)).body.version).toBe(before)
  })
})

describe('the suggested stage', () => {
  const engine = (fields: object) => ({
    machine: { manufacturedOn: null },
    engine: { manufacturedOn: '2022-06-01', ...fields },
  })

  it('comes with its reason and the line of the law', async () => {
    const { body } = await desk((await makeFiling(db(), 'SUBMITTED')).id)
    expect(body.suggestedStage).toMatchObject({ code: '3', basis: expect.stringContaining('GB 20891—2014') })
    expect(body.stageReason).toBe(body.suggestedStage?.reason)
    expect(body.stageReason).toContain('发动机出厂日期 2018-03-12')
  })

  it('is absent with the reason, and an approval without a stage is refused', async () => {
    const content = engine({ manufacturedOn: '2023-01-01', ratedPowerKw: null })
    const { id, version } = await makeFiling(db(), 'IN_REVIEW', { content, reviewerId: reviewer.id })
    const { body } = await desk(id)
    expect(body.suggestedStage).toBeNull()
    expect(body.stageReason).toContain('发动机额定净功率未填写（未知）')
    const call = { params: { id }, headers: reviewer.headers, body: { version } }
    const refused = await callRoute<{ errors: { path: string; message: string }[] }>(APPROVE, call)
    expect([refused.status, refused.body.errors[0]]).toMatchObject([
      422,
      { path: 'emissionStage', message: '请核定排放阶段' },
    ])
    // Occurs in older registers only.
    const old = await callRoute(APPROVE, { ...call, body: { version, emissionStage: '5' } })
    expect(old.status).toBe(422)
    expect(await db().filing.findUnique({ where: { id } })).toMatchObject({ status: 'IN_REVIEW', version })
  })

  it('uses the table of the filing’s own division', async () => {
    const content = engine({ ratedPowerKw: 100 })
    const here = await makeFiling(db(), 'SUBMITTED', { content })
    expect((await desk(here.id)).body.suggestedStage?.code).toBe('3')
    const dates = { engineFrom: '2022-05-01', machineFrom: '2022-05-01', basis: '本市通告' }
    const rows = STAGE_DATES.rows.map((row) => (row.stage === '4' ? { ...row, ...dates } : row))
    await db().setting.create({ data: { key: 'stage-dates', divisionCode: '110000', value: { rows } } })
    expect((await desk(here.id)).body.suggestedStage).toMatchObject({ code: '4', basis: '本市通告' })
  })
})
