import { expect, test } from 'vitest'
import { bureauRoutes } from '@/lib/features/bureau/routes'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeBureau } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { BureauDto } from './schema'

const {
  disableBureau: disable,
  enableBureau: enable,
  updateBureau: update,
  createBureau: create,
  listBureaus: list,
} = bureauRoutes
const { getMe } = staffConsoleRoutes

const office = {
  officeName: '生态环境窗口',
  address: '和平路 8 号',
  phone: '010-87654321',
  hours: '工作日 9:00–17:00',
}

test('a bureau is made for a division of the area, once by its name', async () => {
  const { headers } = await staffSession(db(), 'ADMINISTRATOR', '110000')
  const body = { name: '北京市西城区生态环境局', divisionCode: '110102', ...office }
  const made = await callRoute<BureauDto>(create, { headers, body })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ divisionName: '北京市 西城区', staffCount: 0, waitingCount: 0 })
  expect(await db().auditEvent.count({ where: { subjectId: made.body.id, action: 'bureau.create' } })).toBe(1)
  const again = await callRoute(create, { headers, body })
  expect([again.status, again.body.code]).toEqual([409, 'NAME_TAKEN'])
  const foreign = await callRoute(create, {
    headers,
    body: { ...body, name: '外地局', divisionCode: '130200' },
  })
  expect([foreign.status, foreign.body.errors?.[0]?.path]).toEqual([422, 'divisionCode'])
})

test('office fields change and every empty one is named', async () => {
  const { headers } = await staffSession(db(), 'ADMINISTRATOR', '110000')
  const { id } = await makeBureau(db(), '110101')
  const changed = await callRoute<BureauDto>(update, {
    headers,
    params: { id },
    body: { address: '新街 2 号' },
  })
  expect(changed.body.address).toBe('新街 2 号')
  const bad = await callRoute(update, { headers, params: { id }, body: { address: ' ', phone: '' } })
  expect(bad.body.errors?.map(({ path }) => path).toSorted()).toEqual(['address', 'phone'])
})

test('closing signs its staff out; one’s own and one with waiting numbers stay open', async () => {
  const admin = await staffSession(db(), 'ADMINISTRATOR', '110000')
  const own = await db().staff.findUniqueOrThrow({ where: { id: admin.id } })
  const { headers } = admin
  expect((await callRoute(disable, { headers, params: { id: own.bureauId } })).status).toBe(409)

  const clerk = await staffSession(db(), 'COUNTER', '110105')
  const { bureauId: id } = await db().staff.findUniqueOrThrow({ where: { id: clerk.id } })
  const filing = await makeFiling(db(), 'APPROVED', { districtCode: '110105' })
  const pickup = await db().pickup.update({
    where: { id: filing.pickupId ?? '' },
    data: { bureauId: id },
  })
  const busy = await callRoute(disable, { headers, params: { id } })
  expect([busy.status, busy.body.code]).toEqual([409, 'IN_USE'])
  expect((await callRoute(getMe, { headers: clerk.headers })).status).toBe(200)

  await db().pickup.update({ where: { id: pickup.id }, data: { bureauId: own.bureauId } })
  expect((await callRoute(disable, { headers, params: { id } })).status).toBe(200)
  expect((await callRoute(getMe, { headers: clerk.headers })).status).toBe(401)
  expect((await callRoute(enable, { headers, params: { id } })).status).toBe(200)
  expect((await callRoute(getMe, { headers: clerk.headers })).status).toBe(200)
})

test('the list holds the area only', async () => {
  const { headers } = await staffSession(db(), 'ADMINISTRATOR', '130200')
  const foreign = await makeBureau(db(), '110101')
  const { body } = await callRoute<{ data: BureauDto[] }>(list, { headers })
  expect(body.data.every(({ divisionCode }) => divisionCode.startsWith('1302'))).toBe(true)
  expect(body.data.map(({ id }) => id)).not.toContain(foreign.id)
})
