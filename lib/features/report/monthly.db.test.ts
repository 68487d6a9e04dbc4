import { expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import { reportRoutes } from '@/lib/features/report/routes'
import { db } from '@/lib/server/database/db'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { makeFiling } from '@/prisma/factories/filing'
import { fetchRoute } from '@/testing/call-route'
import { makeManyMachines } from '@/testing/many-machines'
import { readPdf } from '@/testing/read-pdf'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { getMonthlyReport } from './queries/monthly'

const { printMonthlyReport: GET } = reportRoutes

const MONTH = chinaDay(new Date()).slice(0, 7)

/** The PDF as the browser receives it. */
async function fetchReport({ headers }: StaffSession, query: Record<string, string>) {
  const response = await fetchRoute(GET, { query, headers })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

const recorded = (staffId: string) =>
  db().auditEvent.findMany({ where: { action: 'report.print', actorId: staffId } })

it('contains the figures of its area and month, and is audited', async () => {
  await makeManyMachines(db(), 600)
  const reviewer = await makeFiling(db(), 'APPROVED', { districtCode: '130202' })
  await makeFiling(db(), 'RETURNED', { districtCode: '130203' })
  await makeFiling(db(), 'SUBMITTED', { districtCode: '130203' })
  const supervisor = await staffSession(db(), 'SUPERVISOR', '130000')
  const { response, bytes } = await fetchReport(supervisor, { area: '130200', month: MONTH })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const name = encodeURIComponent(`非道路移动机械登记月报-唐山市-${MONTH}.pdf`)
  expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''${name}`)

  const pages = await readPdf(bytes)
  const text = pages.map(({ all }) => all).join('')
  const actor = await findStaffActor(supervisor.headers.cookie?.split('=')[1] ?? '')
  if (!actor) throw new Error('not signed in')
  const report = await getMonthlyReport(actor, { area: '130200', month: MONTH })
  const { flow, byStage, byCategory, byArea, review } = report
  expect(flow.closing).toBeGreaterThan(100)
  const row = [flow.opening, flow.registered, 0, 0, 0, 0, 0, flow.closing].map(formatCount).join('')
  expect(text).toContain(`月初新登记恢复迁入注销撤销迁出目前${row}`)
  for (const { name, count } of [...byStage, ...byCategory])
    expect(text).toContain(`${name}${formatCount(count)}`)
  for (const { name, opening } of byArea) expect(text).toContain(`${name}${formatCount(opening)}`)
  expect(review.decisions).toMatchObject({ approved: 1, returned: 1, declined: 0 })
  for (const part of ['不予登记退回率30211050.0%', '号码待领取101', '生成人', supervisor.name])
    expect(text).toContain(part)
  const who = await db().staff.findUniqueOrThrow({ where: { id: reviewer.reviewerId ?? '' } })
  expect(text).toContain(who.name)
  for (const [index, { all }] of pages.entries())
    expect(all).toContain(`第${index + 1}页，共${pages.length}页`)

  const [event, ...more] = await recorded(supervisor.id)
  expect(more).toEqual([])
  expect(event).toMatchObject({
    subjectType: 'report',
    subjectId: `130200-${MONTH}`,
    districtCode: '130200',
    details: { name: '唐山市', month: MONTH },
  })
})

it('has a text for empty tables', async () => {
  const supervisor = await staffSession(db(), 'SUPERVISOR', '000000')
  const { response, bytes } = await fetchReport(supervisor, { area: '460300', month: MONTH })
  expect(response.status).toBe(200)
  const text = (await readPdf(bytes)).map(({ all }) => all).join('')
  for (const part of ['目前没有有效登记。', '本月没有退回。', '本月没有作出决定。', '三沙市'])
    expect(text).toContain(part)
  expect(text).not.toContain('NaN')
})

it('is available for the actor’s area only, for a month that has begun, and is not audited when refused', async () => {
  const supervisor = await staffSession(db(), 'SUPERVISOR', '130200')
  const ask = async (query: Record<string, string>, who = supervisor) =>
    (await fetchReport(who, query)).response.status
  for (const area of ['130000', '110000', '000000', '139999'])
    expect(await ask({ area, month: MONTH })).toBe(404)
  expect(await ask({ month: '2999-01' })).toBe(422)
  expect(await ask({ month: '2026-13' })).toBe(400)
  expect(await ask({})).toBe(400)
  const reviewer = await staffSession(db(), 'REVIEWER', '130202')
  expect(await ask({ month: MONTH }, reviewer)).toBe(403)
  expect(await recorded(supervisor.id)).toEqual([])
  expect(await ask({ month: MONTH })).toBe(200)
  expect(await recorded(supervisor.id)).toHaveLength(1)
})
