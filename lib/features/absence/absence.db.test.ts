import { beforeAll, describe, expect, it } from 'vitest'
import { chinaDay, DAY_MS } from '@/lib/core/clock'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { absenceRoutes } from './routes'
import type { Absence } from './schema'

const { ownAbsences: OWN, setOwnAbsence: SET_OWN, endOwnAbsence: END_OWN } = absenceRoutes
const { listAbsences: LIST, setAbsence: SET, endAbsence: END } = absenceRoutes

const day = (from: number) => chinaDay(new Date(Date.now() + from * DAY_MS))
const leave = (from: number, to: number) => ({ kind: 'LEAVE', from: day(from), to: day(to) })
type Problem = { code?: string; errors?: { path: string; message: string }[] }

let supervisor: StaffSession
beforeAll(async () => {
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
})

const set = ({ headers }: StaffSession, body: object) =>
  callRoute<Absence & Problem>(SET_OWN, { headers, body })
const own = async ({ headers }: StaffSession) =>
  (await callRoute<{ data: Absence[] }>(OWN, { headers })).body.data

describe('an absence', () => {
  it('is entered for days in China, the first and the last included, with a record', async () => {
    const one = await staffSession(db(), 'REVIEWER')
    const today = await set(one, leave(0, 0))
    expect(today).toMatchObject({ status: 201, body: { ...leave(0, 0), now: true, setBy: one.name } })
    expect(await set(one, leave(3, 5))).toMatchObject({ status: 201, body: { now: false } })
    expect((await own(one)).map(({ from }) => from)).toEqual([day(0), day(3)])
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: one.id, action: 'staff.absent' },
      orderBy: { id: 'asc' },
    })
    expect(event.details).toEqual({ absence: 'LEAVE', from: day(0), to: day(0) })
  })

  it('is refused for past days, backwards, and over days that are entered', async () => {
    const one = await staffSession(db(), 'REVIEWER')
    for (const wrong of [leave(-1, 1), leave(2, 1), leave(0, 500)])
      expect((await set(one, wrong)).status).toBe(422)
    await set(one, leave(1, 3))
    expect((await set(one, leave(3, 4))).body.errors).toEqual([
      expect.objectContaining({ path: 'from', message: '这些日期中已经登记过请假' }),
    ])
    const answers = await Promise.all([1, 2].map(() => set(one, leave(6, 7))))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  })

  it('ends when the officer is back, and then the days are free again', async () => {
    const one = await staffSession(db(), 'REVIEWER')
    const other = await staffSession(db(), 'REVIEWER')
    const { body } = await set(one, leave(0, 2))
    const params = { absenceId: body.id }
    expect((await callRoute(END_OWN, { headers: other.headers, params })).status).toBe(404)
    expect((await callRoute(END_OWN, { headers: one.headers, params })).status).toBe(204)
    expect((await callRoute(END_OWN, { headers: one.headers, params })).status).toBe(404)
    expect(await own(one)).toEqual([])
    expect((await set(one, leave(0, 1))).status).toBe(201)
  })

  it('is entered and ended for reviewers of the area by a supervisor; nobody else’s by a reviewer', async () => {
    const one = await staffSession(db(), 'REVIEWER')
    const colleague = await staffSession(db(), 'REVIEWER')
    const params = { id: one.id }
    const given = await callRoute<Absence>(SET, { headers: supervisor.headers, params, body: leave(0, 1) })
    expect(given).toMatchObject({ status: 201, body: { setBy: supervisor.name } })
    expect((await callRoute(SET, { headers: colleague.headers, params, body: leave(4, 5) })).status).toBe(403)
    const far = await staffSession(db(), 'SUPERVISOR', '130200')
    expect((await callRoute(LIST, { headers: far.headers, params })).status).toBe(404)
    const counter = await staffSession(db(), 'COUNTER')
    const wrong = { headers: supervisor.headers, params: { id: counter.id }, body: leave(0, 1) }
    expect((await callRoute(SET, wrong)).status).toBe(404)
    const which = { ...params, absenceId: given.body.id }
    expect((await callRoute(END, { headers: supervisor.headers, params: which })).status).toBe(204)
  })
})

describe('while the reviewer who returned a filing is away', () => {
  it('its resubmission goes to whoever asks next, and to the reviewer again once back', async () => {
    const districtCode = '110105'
    const keeper = await staffSession(db(), 'REVIEWER', districtCode)
    const other = await staffSession(db(), 'REVIEWER', districtCode)
    // On duty by the record.
    const { id } = await makeFiling(db(), 'IN_REVIEW', { reviewerId: keeper.id, districtCode })
    await callRoute(filingRoutes.releaseFiling, { params: { id }, headers: keeper.headers })
    await db().filing.update({ where: { id }, data: { keptForId: keeper.id } })
    const peek = async () =>
      (await callRoute<{ id: string } | undefined>(filingRoutes.peekNextFiling, { headers: other.headers }))
        .body?.id
    expect(await peek()).toBeUndefined()
    const { body } = await set(keeper, leave(0, 0))
    expect(await peek()).toBe(id)
    await callRoute(END_OWN, { headers: keeper.headers, params: { absenceId: body.id } })
    expect(await peek()).toBeUndefined()
  })
})
