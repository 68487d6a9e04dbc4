import { expect, it } from 'vitest'
import { watchRoutes } from '@/lib/features/watch/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { findAlerts } from './commands/find-alerts'

const { listAlerts: ALERTS, addWatches: ADD } = watchRoutes

it('the last check is told once there was one after the alerts were switched on', async () => {
  const { id, headers } = await staffSession(db(), 'SUPERVISOR', '110000')
  const checkedAt = async () =>
    (await callRoute<{ checkedAt: string | null }>(ALERTS, { headers })).body.checkedAt
  await findAlerts()
  expect(await checkedAt()).toBeNull()
  await callRoute(ADD, { body: { kinds: ['SAME_PHOTO'] }, headers })
  expect(await checkedAt()).toBeNull()
  const now = new Date(Date.now() + 1000)
  await findAlerts(now)
  expect(await checkedAt()).toBe(now.toISOString())
  await db().watch.updateMany({ where: { staffId: id }, data: { createdAt: new Date(now.getTime() + 1) } })
  expect(await checkedAt()).toBeNull()
})
