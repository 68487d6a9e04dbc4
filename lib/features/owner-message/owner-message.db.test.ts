import { describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { OWNER_MESSAGES_SETTING } from '@/lib/features/setting/schema/owner-messages'
import { db } from '@/lib/server/database/db'
import { notify, notifyChange } from '@/lib/server/notice/notify'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { messagesTo } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { remindToMend } from './commands/remind-to-mend'
import { sendDueMessages } from './commands/send-due'
import { getMessageFigures } from './queries/figures'

const DAY = 86_400_000
/** The coming noon in China: a time to send, and not before any message is due. */
const noon = (days = 1) =>
  new Date(`${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T04:00:00Z`)
const night = () => new Date(noon().getTime() + 11 * 3_600_000)
/** Without the retries of a crowded run: each test sends what waits until nothing does. */
async function sendAll(now = noon()): Promise<void> {
  while ((await sendDueMessages(now)) > 0);
}
const textsTo = async ({ phone }: OwnerSession) => (await messagesTo(phone)).map(({ text }) => text)
const stateOf = async (filingId: string) =>
  (await db().ownerMessage.findMany({ where: { notice: { filingId } } })).map(({ state, why }) => [
    state,
    why,
  ])

async function told(owner: OwnerSession, status: 'RETURNED' | 'APPROVED', kind = status) {
  const filing = await makeFiling(db(), status, { filerId: owner.id })
  await db().notice.deleteMany({ where: { filingId: filing.id } })
  const party = { id: filing.id, filerId: owner.id, ownerId: owner.id }
  await db().$transaction((tx) => notify(tx, { filing: party, kind }))
  return filing
}

async function setRule(changed: object): Promise<void> {
  const where = { key_divisionCode: { key: 'owner-messages', divisionCode: '000000' } }
  const value = { ...OWNER_MESSAGES_SETTING.initial, ...changed }
  await db().setting.upsert({
    where,
    create: { key: 'owner-messages', divisionCode: '000000', value },
    update: { value },
  })
}

describe('a notice', () => {
  it('goes to the phone once, names machine, office and hours, and no code and no personal number', async () => {
    const owner = await ownerSession(db())
    const returned = await told(owner, 'RETURNED')
    const approved = await told(owner, 'APPROVED')
    await Promise.all([sendAll(), sendAll()])
    await sendAll()
    const texts = await textsTo(owner)
    expect(texts).toHaveLength(2)
    expect(texts.filter((text) => text.includes('被退回重填'))).toHaveLength(1)
    const [approval] = texts.filter((text) => text.includes('审核通过'))
    const pickup = await db().pickup.findUniqueOrThrow({
      where: { filingId: approved.id },
      include: { bureau: true },
    })
    expect(approval).toContain(pickup.bureau.address)
    expect(approval).toContain(pickup.bureau.hours)
    expect(approval).not.toContain(approved.pickupCode ?? '-')
    for (const text of texts) expect(text).not.toMatch(new RegExp(`${owner.phone}|${owner.idNumber}`))
    expect([await stateOf(returned.id), await stateOf(approved.id)]).toEqual([
      [['SENT', null]],
      [['SENT', null]],
    ])
  })

  it('waits for the morning, and is dropped when it is no longer so', async () => {
    const owner = await ownerSession(db())
    const { id } = await told(owner, 'RETURNED')
    const mended = await told(owner, 'RETURNED')
    await sendAll(night())
    expect([await textsTo(owner), await stateOf(id)]).toEqual([[], [['WAITING', null]]])
    await db().filing.update({ where: { id: mended.id }, data: { status: 'SUBMITTED', reviewedAt: null } })
    await sendAll(noon(2))
    expect(await textsTo(owner)).toHaveLength(1)
    expect([await stateOf(id), await stateOf(mended.id)]).toEqual([[['SENT', null]], [['DROPPED', 'OVER']]])
  })

  it('is not sent where its kind is off, nor beyond the caps of a day; the figures say so', async () => {
    const before = await getMessageFigures()
    const owner = await ownerSession(db())
    await setRule({ RETURNED: { ...OWNER_MESSAGES_SETTING.initial.RETURNED, on: false } })
    const off = await told(owner, 'RETURNED')
    await sendAll()
    await setRule({})
    expect(await stateOf(off.id)).toEqual([['DROPPED', 'OFF']])
    const filings = []
    for (let count = 0; count < 11; count++) filings.push(await told(owner, 'RETURNED'))
    await sendAll()
    expect(await textsTo(owner)).toHaveLength(10)
    const states = await Promise.all(filings.map(({ id }) => stateOf(id)))
    expect(states.flat().filter(([, why]) => why === 'CAP')).toHaveLength(1)
    const after = await getMessageFigures()
    expect(after.sent - before.sent).toBeGreaterThanOrEqual(10)
    expect(after.dropped.map(({ why }) => why)).toEqual(expect.arrayContaining(['OFF', 'CAP']))
  })

  it('whose sending broke off is not sent again: it has failed', async () => {
    const owner = await ownerSession(db())
    const { id } = await told(owner, 'RETURNED')
    await db().ownerMessage.updateMany({
      where: { notice: { filingId: id } },
      data: { state: 'SENDING', dueAt: new Date(Date.now() - DAY) },
    })
    await sendAll()
    expect([await textsTo(owner), await stateOf(id)]).toEqual([[], [['FAILED', 'BROKEN_OFF']]])
  })

  it('of another owner and of a place names the machine; of a changed detail nothing is sent', async () => {
    const owner = await ownerSession(db())
    const buyer = await ownerSession(db())
    const { machineId } = await makeFiling(db(), 'COLLECTED', { filerId: owner.id })
    const machine = await db().machine.findUniqueOrThrow({ where: { id: machineId ?? '' } })
    const area = { districtCode: '110101', cityCode: '110100', provinceCode: '110000' }
    for (const type of ['PLACE', 'OWNER', 'DETAILS'] as const) {
      const { id: changeId } = await db().change.create({
        data: {
          machineId: machine.id,
          accountId: owner.id,
          type,
          status: 'DONE',
          before: {},
          after: {},
          ...area,
          toDistrictCode: type === 'PLACE' ? '110108' : null,
          newOwnerId: type === 'OWNER' ? buyer.id : null,
          submittedAt: new Date(),
          decidedAt: new Date(),
        },
      })
      await db().$transaction((tx) =>
        notifyChange(tx, { changeId, kind: 'CHANGE_DONE', accountIds: [owner.id] }),
      )
    }
    await sendAll()
    const texts = await textsTo(owner)
    expect(texts).toHaveLength(2)
    for (const text of texts) expect(text).toContain(machine.registrationNumber)
    expect(texts.some((text) => text.includes('海淀区'))).toBe(true)
  })
})

describe('a filing for another', () => {
  it('is told to the owner, by the agent’s name and the machine', async () => {
    const owner = await ownerSession(db())
    const agent = await ownerSession(db(), { name: '张小三' })
    const { id } = await makeFiling(db(), 'DRAFT', { filerId: agent.id, ownerId: owner.id })
    const answer = await callRoute(filingRoutes.submitFiling, { token: agent.token, params: { id } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    await sendAll()
    const [text, ...more] = await textsTo(owner)
    expect(more).toEqual([])
    expect(text).toContain('张*三为您提交了机械登记')
    expect(text).toContain('出厂编号')
    expect(await textsTo(agent)).toEqual([])
    const { body } = await callRoute<{ data: { kind: string; text: string }[] }>(noticeRoutes.listNotices, {
      token: owner.token,
    })
    expect(body.data[0]).toMatchObject({ kind: 'FILED_FOR_YOU' })
  })
})

describe('a returned filing that nobody mends', () => {
  it('is reminded of once for each return, after the days of the setting', async () => {
    const owner = await ownerSession(db())
    const { id } = await makeFiling(db(), 'RETURNED', { filerId: owner.id })
    const returnedAt = (days: number) => {
      const at = new Date(Date.now() - days * DAY)
      const data = { createdAt: at, submittedAt: at, warnAt: at, dueAt: at, reviewedAt: at }
      return db().filing.update({ where: { id }, data })
    }
    const reminders = () => db().notice.count({ where: { filingId: id, kind: 'REMINDER' } })
    await returnedAt(6)
    await remindToMend()
    expect(await reminders()).toBe(0)
    await returnedAt(8)
    await Promise.all([remindToMend(), remindToMend()])
    await remindToMend()
    expect(await reminders()).toBe(1)
    await sendAll()
    expect((await textsTo(owner)).at(-1)).toMatch(/退回已 \d+ 天/)
  })
})
