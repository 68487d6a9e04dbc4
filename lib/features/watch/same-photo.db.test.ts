import { beforeAll, describe, expect, it } from 'vitest'
import { watchRoutes } from '@/lib/features/watch/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { findAlerts } from './commands/find-alerts'
import { type Alert, WATCH_KINDS } from './schema'

const { listAlerts: ALERTS, addWatches: ADD } = watchRoutes

const DAY = 86_400_000
let supervisor: StaffSession
let stranger: StaffSession

beforeAll(async () => {
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
  stranger = await staffSession(db(), 'SUPERVISOR', '130200')
  for (const { headers } of [supervisor, stranger])
    expect(await callRoute(ADD, { body: { kinds: WATCH_KINDS }, headers })).toMatchObject({ status: 201 })
})

async function alerts({ headers }: StaffSession): Promise<Alert[]> {
  const { body } = await callRoute<{ data: Alert[] }>(ALERTS, { query: { limit: '100' }, headers })
  return body.data.filter(({ kind }) => kind === 'SAME_PHOTO')
}

describe('one photo in several filings', () => {
  const show = async (photoId: string, filingId: string) => {
    const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: photoId } })
    const [row] = await db().filingPhoto.findMany({ where: { filingId }, take: 1 })
    // The same file, uploaded a second time.
    await db().photo.update({ where: { id: row?.photoId }, data: { sha256 } })
    await db().filingPhoto.update({
      where: { filingId_slot: { filingId, slot: row?.slot ?? 'BODY_FRONT' } },
      data: { photoId: row?.photoId },
    })
  }

  it('is reported in every area concerned, with the filings the reader may open; drafts do not count', async () => {
    const first = await makeFiling(db(), 'APPROVED', { submittedAt: new Date(Date.now() - 400 * DAY) })
    const [photoId = ''] = first.photoIds
    const draft = await makeFiling(db(), 'DRAFT')
    await show(photoId, draft.id)
    await findAlerts()
    expect(await alerts(supervisor)).toEqual([])
    const second = await makeFiling(db(), 'SUBMITTED', { districtCode: '130203' })
    await show(photoId, second.id)
    await findAlerts()
    const [here] = await alerts(supervisor)
    expect(here).toMatchObject({ divisionCode: '000000', filings: [{ id: first.id }] })
    expect(here?.sentence).toBe('2 件登记使用了同一张照片，其中 1 件不在本辖区')
    const [there] = await alerts(stranger)
    expect(there).toMatchObject({ id: here?.id, filings: [{ id: second.id, registrationNumber: null }] })
    expect(await alerts(await staffSession(db(), 'SUPERVISOR', '130100'))).toEqual([])
    await db().filing.update({ where: { id: second.id }, data: { status: 'WITHDRAWN' } })
    await findAlerts()
    expect(await alerts(supervisor)).toEqual([])
  })

  it('is one alert for filings of several districts of the reader’s area', async () => {
    const filings = [
      await makeFiling(db(), 'APPROVED', { districtCode: '110101' }),
      await makeFiling(db(), 'SUBMITTED', { districtCode: '110101' }),
      await makeFiling(db(), 'SUBMITTED', { districtCode: '110108' }),
    ]
    const [photoId = ''] = filings[0]?.photoIds ?? []
    for (const { id } of filings.slice(1)) await show(photoId, id)
    await findAlerts()
    const found = await alerts(supervisor)
    expect(found).toMatchObject([{ divisionCode: '110000', sentence: '3 件登记使用了同一张照片' }])
    expect(found[0]?.filings.map(({ districtName }) => districtName).sort()).toEqual([
      '北京市 东城区',
      '北京市 东城区',
      '北京市 海淀区',
    ])
  })
})
