import { describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { pairRoutes } from '@/lib/features/pair/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { cameWithALoad, newSerial, pair, setSerial } from '@/testing/duplicate-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { PairView } from './schema'

/** Reviewers of 东城区. */
const [reviewer, colleague] = [await staffSession(db(), 'REVIEWER'), await staffSession(db(), 'REVIEWER')]

const view = (id: string, other?: string, { headers }: StaffSession = reviewer) =>
  callRoute<PairView & { code?: string }>(pairRoutes.getPair, {
    params: { id },
    query: other ? { with: other } : {},
    headers,
  })
const seen = async (id: string, other?: string) => (await view(id, other)).body

type Judged = { judgmentId: string; code?: string; detail?: string }
/** Judges what the view shows. */
function judge(id: string, shown: PairView, verdict: object, { headers }: StaffSession = reviewer) {
  const { other, state, judgments } = shown
  const holding = judgments.find((one) => one.state === 'HOLDS')
  const named = other?.filingId ? { otherFilingId: other.filingId } : { otherMachineId: other?.machineId }
  const body = { ...named, state, seen: holding?.id ?? null, ...verdict }
  return callRoute<Judged>(pairRoutes.judgePair, { params: { id }, headers, body })
}
const SAME = { verdict: 'SAME', stands: 'OTHER', reason: '铭牌照片是同一块' }
const DIFFERENT = { verdict: 'DIFFERENT', reason: '铭牌不同' }
const UNCLEAR = { verdict: 'UNCLEAR', reason: '铭牌照片看不清，需补拍' }

async function desk(id: string) {
  const { body } = await callRoute<DeskFiling>(filingRoutes.getDeskFiling, {
    params: { id },
    headers: reviewer.headers,
  })
  return body
}
const duplicate = async (id: string) => (await desk(id)).checks.filter(({ code }) => code === 'DUPLICATE')

describe('two registrations side by side', () => {
  it('are shown with data, photos, who, when, state and number', async () => {
    const content = { machine: { serial: newSerial() } }
    const other = await makeFiling(db(), 'APPROVED', { content })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    const shown = await seen(id)
    expect(shown).toMatchObject({
      paths: ['machine.serial'],
      mayJudge: true,
      judgments: [],
      self: { filingId: id, status: 'SUBMITTED', registrationNumber: null },
      other: {
        filingId: other.id,
        machineId: other.machineId,
        status: 'APPROVED',
        machineStatus: 'ACTIVE',
        registrationNumber: other.registrationNumber,
      },
    })
    expect(shown.self.photos.map(({ slot }) => slot)).toContain('MACHINE_PLATE')
    expect(shown.other?.photos).toHaveLength(5)
    expect(shown.other?.registeredAt).not.toBeNull()
    expect(shown.other?.owner.phoneMasked).toMatch(/\*/)
  })

  it('one from an older register, too; one of another area is told, not shown', async () => {
    const content = { machine: { serial: newSerial() } }
    const { machineId } = await makeFiling(db(), 'APPROVED', { content })
    await cameWithALoad(machineId)
    const away = await makeFiling(db(), 'SUBMITTED', { content, districtCode: '110108' })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    const shown = await seen(id)
    expect(shown.choices.map(({ key }) => key)).toContain(machineId)
    expect(JSON.stringify(shown)).not.toContain(away.id)
    expect(shown.unlisted.join()).toContain('1 件不在本辖区，不能查看')
    expect(await view(id, away.id)).toMatchObject({ status: 404 })
    expect(await seen(id, machineId ?? '')).toMatchObject({
      other: { machineId, filingId: null, status: null },
    })
    const elsewhere = await staffSession(db(), 'REVIEWER', '110108')
    expect(await view(id, undefined, elsewhere)).toMatchObject({ status: 404 })
  })
})

describe('a judgment of the pair', () => {
  it('of one machine keeps the doubt, names the one that stands from either side, and changes nothing else', async () => {
    const { first, second } = await pair()
    const before = await db().filing.findMany({
      where: { id: { in: [first, second] } },
      orderBy: { id: 'asc' },
    })
    expect((await judge(first, await seen(first), SAME)).status).toBe(200)
    expect(await duplicate(first)).toMatchObject([
      { result: 'DOUBT', text: expect.stringContaining('1 件已判定为同一台') },
    ])
    expect((await seen(first)).judgments).toMatchObject([
      { verdict: 'SAME', stands: 'OTHER', state: 'HOLDS', staffName: reviewer.name, reason: SAME.reason },
    ])
    expect((await seen(second)).judgments).toMatchObject([
      { verdict: 'SAME', stands: 'THIS', state: 'HOLDS' },
    ])
    const ruled = (await desk(second)).duplicates.groups.flatMap(({ others }) => others)[0]?.ruling
    expect(ruled).toMatchObject({ verdict: 'SAME', stands: 'THIS', staffName: reviewer.name })
    expect(
      await db().filing.findMany({ where: { id: { in: [first, second] } }, orderBy: { id: 'asc' } }),
    ).toEqual(before)
    const events = await db().auditEvent.findMany({
      where: { action: 'filing.rule-pair', subjectId: { in: [first, second] } },
    })
    const said = Object.fromEntries(events.map(({ subjectId, details }) => [subjectId, details]))
    expect(said[first]).toMatchObject({
      pairVerdict: 'SAME_OTHER',
      otherFilingId: second,
      reason: SAME.reason,
    })
    expect(said[second]).toMatchObject({ pairVerdict: 'SAME_THIS', otherFilingId: first })
  })

  it('of two machines ends the doubt, says who and when, and holds only for the same values', async () => {
    const { first, second } = await pair()
    await judge(first, await seen(first), DIFFERENT)
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
    for (const id of [first, second])
      expect((await duplicate(id))[0]).toMatchObject({
        result: 'CLEAR',
        byOfficer: true,
        text: expect.stringContaining(`${reviewer.name}于 ${day} 判定不是同一台`),
      })
    expect((await seen(second)).judgments).toMatchObject([{ verdict: 'DIFFERENT', state: 'HOLDS' }])
    const changed = newSerial()
    for (const id of [first, second]) await setSerial(id, changed)
    expect(await duplicate(first)).toMatchObject([{ result: 'DOUBT' }])
    expect((await seen(first)).judgments).toMatchObject([{ verdict: 'DIFFERENT', state: 'OUTDATED' }])
  })

  it('takes the place of the one before; all are kept', async () => {
    const { first, second } = await pair()
    await judge(first, await seen(first), UNCLEAR)
    await judge(second, await seen(second), SAME, colleague)
    await judge(first, await seen(first), DIFFERENT)
    expect((await judge(second, await seen(second), UNCLEAR)).status).toBe(200)
    expect((await seen(first)).judgments.map(({ verdict, state }) => `${verdict} ${state}`)).toEqual([
      'UNCLEAR HOLDS',
      'DIFFERENT ENDED',
      'SAME ENDED',
      'UNCLEAR ENDED',
    ])
    expect(await duplicate(first)).toMatchObject([{ result: 'DOUBT' }])
  })

  it('needs a reason where it is two machines or unclear, and the one that stands where it is one', async () => {
    const { first } = await pair()
    const shown = await seen(first)
    const bad = [{ ...DIFFERENT, reason: ' ' }, { ...UNCLEAR, reason: undefined }, { verdict: 'SAME' }]
    for (const verdict of bad) expect((await judge(first, shown, verdict)).status).toBe(422)
    expect((await seen(first)).judgments).toEqual([])
  })

  it('is left to the reviewer who has the filing, and to nobody once it is decided', async () => {
    const content = { machine: { serial: newSerial() } }
    const { id } = await makeFiling(db(), 'IN_REVIEW', { content, reviewerId: colleague.id })
    const decided = await makeFiling(db(), 'APPROVED', { content })
    const shown = await seen(id)
    expect(shown).toMatchObject({ mayJudge: false, whyNot: expect.stringContaining(colleague.name) })
    expect(await judge(id, shown, SAME)).toMatchObject({ status: 409, body: { code: 'CLAIMED_BY_OTHER' } })
    const after = await seen(decided.id)
    expect(after.mayJudge).toBe(false)
    expect(await judge(decided.id, after, SAME)).toMatchObject({
      status: 409,
      body: { code: 'STATE_CONFLICT' },
    })
    expect((await judge(id, await seen(id), SAME, colleague)).status).toBe(200)
  })
})

describe('while somebody else acts', () => {
  it('values that change after the officer looked refuse the judgment; values that change with it outdate it', async () => {
    const { first, second } = await pair()
    const shown = await seen(first)
    const changed = newSerial()
    for (const id of [first, second]) await setSerial(id, changed)
    expect(await judge(first, shown, DIFFERENT)).toMatchObject({
      status: 409,
      body: { code: 'STATE_CONFLICT' },
    })
    for (let round = 0; round < 20; round++) {
      const now = await seen(first)
      const next = newSerial()
      const [answer] = await Promise.all([
        judge(first, now, { ...DIFFERENT, reason: `第 ${round} 次` }),
        Promise.all([setSerial(first, next), setSerial(second, next)]),
      ])
      expect([200, 409]).toContain(answer.status)
      // Whichever came first: what was judged is not what the two have now.
      expect(await duplicate(first)).toMatchObject([{ result: 'DOUBT' }])
      expect((await seen(first)).judgments.filter(({ state }) => state === 'HOLDS')).toEqual([])
    }
  })

  it('of two officers who judge from both sides at once one is heard, the other is told', async () => {
    for (let round = 0; round < 20; round++) {
      const { first, second } = await pair()
      const [mine, theirs] = [await seen(first), await seen(second)]
      const answers = await Promise.all([
        judge(first, mine, round % 2 ? SAME : DIFFERENT),
        judge(second, theirs, UNCLEAR, colleague),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const refused = answers.find(({ status }) => status === 409)
      expect(refused?.body.detail).toContain('刚刚作出了判定')
      const { judgments } = await seen(first)
      expect(judgments).toHaveLength(1)
      expect(judgments[0]?.state).toBe('HOLDS')
    }
  })
})
