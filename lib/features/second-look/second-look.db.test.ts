import { beforeEach, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { reassignLooks } from './commands/assign'
import { drawSecondLooks } from './commands/draw'
import { fractionOf } from './commands/fraction'
import { secondLookRoutes } from './routes'
import { whyDrawn } from './rules'
import type { SecondLook, SecondLookFigures } from './schema'

const DISTRICT = '110101'
const reviewers = [await staffSession(db(), 'REVIEWER'), await staffSession(db(), 'REVIEWER')]
const [decider, other] = reviewers as [StaffSession, StaffSession]
const supervisor = await staffSession(db(), 'SUPERVISOR', '110000')

async function setShares(share: number, doubtShare: number) {
  const value = { share, doubtShare }
  const where = { key_divisionCode: { key: 'second-look', divisionCode: DISTRICT } }
  await db().setting.upsert({
    where,
    create: { key: 'second-look', divisionCode: DISTRICT, value },
    update: { value },
  })
}
const decidedBy = (reviewer: StaffSession, status: 'APPROVED' | 'DECLINED' | 'RETURNED' = 'APPROVED') =>
  makeFiling(db(), status, { reviewerId: reviewer.id })
const lookOf = (filingId: string) => db().secondLook.findUnique({ where: { filingId } })
const give = (session: StaffSession, id: string, body: object = { result: 'AGREE' }) =>
  callRoute<{ result: string; code?: string }>(secondLookRoutes.giveSecondLook, {
    params: { id },
    headers: session.headers,
    body,
  })
const FINDING = { result: 'FINDING', findings: [{ kind: 'EMISSION_STAGE', text: '应为国二' }] }
const queueOf = async ({ headers }: StaffSession) => {
  const query = { queue: 'second-look', limit: '100' }
  const { body } = await callRoute<{ data: { id: string }[] }>(filingRoutes.listQueue, { query, headers })
  return body.data.map(({ id }) => id)
}
const figures = async () =>
  (await callRoute<SecondLookFigures>(secondLookRoutes.secondLookFigures, { headers: supervisor.headers }))
    .body

/** Nothing waits for a draw. */
beforeEach(async () => {
  await setShares(0, 0)
  await drawSecondLooks()
})

describe('the draw', () => {
  it('takes each final decision once, and gives it to another person', async () => {
    await setShares(100, 0)
    const [approved, declined, returned] = [
      await decidedBy(decider),
      await decidedBy(decider, 'DECLINED'),
      await decidedBy(decider, 'RETURNED'),
    ]
    expect(await drawSecondLooks()).toBe(2)
    expect(await drawSecondLooks()).toBe(0)
    for (const { id } of [approved, declined])
      expect(await lookOf(id)).toMatchObject({ assigneeId: other.id, deciderId: decider.id, why: 'RANDOM' })
    expect(await lookOf(returned.id)).toBeNull()
    expect(await queueOf(other)).toEqual(expect.arrayContaining([approved.id, declined.id]))
    expect(await queueOf(decider)).toEqual([])
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: approved.id, action: 'filing.draw' },
    })
    expect(event).toMatchObject({ actorKind: 'SYSTEM', details: { drawnFor: 'RANDOM', staffId: other.id } })
  })

  it('draws nothing at 0 per cent, and a decision that was passed over stays so', async () => {
    const { id } = await decidedBy(decider)
    expect(await drawSecondLooks()).toBe(0)
    await setShares(100, 100)
    expect(await drawSecondLooks()).toBe(0)
    expect(await lookOf(id)).toBeNull()
  })

  it('draws what was in doubt by its own share, and says so', async () => {
    await setShares(0, 100)
    const [plain, doubted] = [await decidedBy(decider), await decidedBy(decider)]
    await db().inspection.create({
      data: {
        filingId: doubted.id,
        revision: 1,
        results: {
          create: {
            code: 'CATALOGUE',
            position: 0,
            version: 1,
            result: 'DOUBT',
            text: '功率与目录不符',
            paths: [],
            filingIds: [],
          },
        },
      },
    })
    expect(await drawSecondLooks()).toBe(1)
    expect(await lookOf(plain.id)).toBeNull()
    expect(await lookOf(doubted.id)).toMatchObject({ why: 'DOUBT' })
    const { body } = await callRoute<SecondLook>(secondLookRoutes.getSecondLook, {
      params: { id: doubted.id },
      headers: other.headers,
    })
    expect(body).toMatchObject({
      why: 'DOUBT',
      doubts: ['公开目录'],
      kind: 'APPROVED',
      revision: 1,
      result: null,
    })
  })

  it('can be made again from what is recorded, and cannot be changed afterwards', async () => {
    await setShares(50, 50)
    for (let made = 0; made < 30; made++) await decidedBy(decider)
    const drawn = await drawSecondLooks()
    const { seed, choices } = await db().secondLookDraw.findFirstOrThrow({
      orderBy: { drawnAt: 'desc' },
      include: { choices: true },
    })
    expect(choices).toHaveLength(30)
    for (const { decisionId, why, ...from } of choices)
      expect(whyDrawn(fractionOf(seed, decisionId), from)).toBe(why)
    expect(choices.filter(({ why }) => why !== null)).toHaveLength(drawn)
    await expect(db().secondLookChoice.updateMany({ data: { why: null } })).rejects.toThrow('never changed')
    await expect(db().secondLookDraw.updateMany({ data: { seed: 'x' } })).rejects.toThrow('never changed')
  })

  it('of several servers at once draws each decision once', async () => {
    await setShares(100, 0)
    const made = [await decidedBy(decider), await decidedBy(decider), await decidedBy(decider)]
    const drawn = await Promise.all(Array.from({ length: 6 }, () => drawSecondLooks()))
    expect(drawn.reduce((sum, one) => sum + one)).toBe(3)
    expect(await db().secondLook.count({ where: { filingId: { in: made.map(({ id }) => id) } } })).toBe(3)
  })

  it('hits the share it is set to', () => {
    const ids = Array.from({ length: 20_000 }, () => crypto.randomUUID())
    const from = { share: 2, doubtShare: 10, doubts: ['FORMAT'] }
    const why = ids.map((id) => whyDrawn(fractionOf('a seed', id), from))
    const part = (reason: string) => why.filter((one) => one === reason).length / ids.length
    expect(part('RANDOM')).toBeCloseTo(0.02, 2)
    expect(part('DOUBT')).toBeCloseTo(0.08, 2)
  })
})

describe('who looks', () => {
  it('is never the decider, whoever is left, and whatever a program asks for', async () => {
    await setShares(100, 0)
    const filings = [await decidedBy(decider), await decidedBy(other), await decidedBy(decider)]
    await drawSecondLooks()
    for (const { id, reviewerId } of filings) {
      const look = await lookOf(id)
      expect(look?.assigneeId).not.toBeNull()
      expect(look?.assigneeId).not.toBe(reviewerId)
      await expect(
        db().secondLook.update({ where: { filingId: id }, data: { assigneeId: reviewerId } }),
      ).rejects.toThrow('second_look_other_person')
    }
    expect(await db().$queryRaw`SELECT 1 FROM second_look WHERE "assigneeId" = "deciderId"`).toEqual([])
  })

  it('is a supervisor where no other reviewer is, nobody where there is neither, and another after one is disabled', async () => {
    await setShares(100, 0)
    const { id } = await decidedBy(decider)
    await drawSecondLooks()
    const disable = (staffId: string, disabledAt: Date | null) =>
      db().staff.update({ where: { id: staffId }, data: { disabledAt } })
    // Filings of other tests have brought reviewers and supervisors of their own.
    const divisionCode = { in: ['110101', '110100', '110000', '000000'] }
    const others = await db().staff.findMany({
      where: {
        id: { notIn: [decider.id, other.id, supervisor.id] },
        disabledAt: null,
        bureau: { divisionCode },
      },
    })
    for (const one of [...others, other]) await disable(one.id, new Date())
    await reassignLooks()
    expect(await lookOf(id)).toMatchObject({ assigneeId: supervisor.id })
    await disable(supervisor.id, new Date())
    await reassignLooks()
    expect(await lookOf(id)).toMatchObject({ assigneeId: null })
    for (const one of [...others, other, supervisor]) await disable(one.id, null)
    await reassignLooks()
    expect((await lookOf(id))?.assigneeId).not.toBeNull()
    expect((await lookOf(id))?.assigneeId).not.toBe(decider.id)
  })
})

describe('the second look', () => {
  it('is of whom it was given to, once, and undoes nothing', async () => {
    await setShares(100, 0)
    const { id, machineId } = await decidedBy(decider)
    await drawSecondLooks()
    const state = () =>
      Promise.all([
        db().filing.findUnique({ where: { id } }),
        db().machine.findUnique({ where: { id: machineId ?? '' } }),
      ])
    const before = await state()
    for (const stranger of [decider, supervisor]) expect((await give(stranger, id)).status).toBe(404)
    const answers = await Promise.all([give(other, id, FINDING), give(other, id, FINDING), give(other, id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await state()).toEqual(before)
    expect(await queueOf(other)).not.toContain(id)
  })

  it('is counted by month, reviewer and check on the supervisor’s page', async () => {
    await setShares(100, 0)
    const before = await figures()
    const [found, agreed] = [await decidedBy(decider), await decidedBy(decider)]
    await drawSecondLooks()
    const two = { ...FINDING, findings: [...FINDING.findings, { kind: 'CATALOGUE', text: '型号与目录不符' }] }
    expect((await give(other, found.id, two)).status).toBe(200)
    expect((await give(other, agreed.id)).status).toBe(200)
    const after = await figures()
    const month = (of: SecondLookFigures) => of.months[0] ?? { drawn: 0, agreed: 0, withFindings: 0 }
    expect(month(after).drawn - month(before).drawn).toBe(2)
    expect(month(after).agreed - month(before).agreed).toBe(1)
    expect(month(after).withFindings - month(before).withFindings).toBe(1)
    const own = (of: SecondLookFigures) => of.reviewers.find(({ staffId }) => staffId === decider.id)
    expect((own(after)?.findings ?? 0) - (own(before)?.findings ?? 0)).toBe(2)
    const kinds = (of: SecondLookFigures) => of.kinds.find(({ kind }) => kind === 'CATALOGUE')?.findings ?? 0
    expect(kinds(after) - kinds(before)).toBe(1)
    expect(after.latest.slice(0, 2)).toMatchObject([
      { filingId: found.id, machineId: found.machineId, text: '应为国二', lookerName: other.name },
      { kind: 'CATALOGUE', deciderName: decider.name },
    ])
    const elsewhere = await staffSession(db(), 'SUPERVISOR', '130200')
    const { body } = await callRoute<SecondLookFigures>(secondLookRoutes.secondLookFigures, {
      headers: elsewhere.headers,
    })
    expect(body).toMatchObject({ months: [], reviewers: [], latest: [], unassigned: 0 })
  })

  it('needs words for a finding', async () => {
    await setShares(100, 0)
    const { id } = await decidedBy(decider)
    await drawSecondLooks()
    for (const findings of [[], [{ kind: 'OTHER', text: ' ' }], [{ kind: 'NONSENSE', text: '有误' }]])
      expect((await give(other, id, { result: 'FINDING', findings })).status).toBe(422)
    expect(await lookOf(id)).toMatchObject({ result: null })
  })
})
