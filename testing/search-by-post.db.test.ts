import { expect, it } from 'vitest'
import { routes } from '@/lib/api'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from './call-route'
import { staffSession } from './staff-session'

const routeOf = (method: string, path: string) => {
  const found = routes.find(({ endpoint }) => endpoint.method === method && endpoint.path === path)
  if (!found) throw new Error(`${method} ${path} is not served`)
  return found
}

it.each([
  ['/api/console/machines', {}],
  ['/api/console/pickups', { queue: 'waiting' }],
  ['/api/console/filings', { queue: 'approved' }],
])('%s finds by POST what it finds by GET, with the phone in the body', async (path, filter) => {
  const { headers } = await staffSession(db(), 'SUPERVISOR', '110101')
  const owner = await makeAccount(db())
  await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
  const query = { ...filter, q: owner.phone }
  const byGet = await callRoute<{ data: { id: string }[] }>(routeOf('GET', path), { headers, query })
  const byPost = await callRoute<{ data: { id: string }[] }>(routeOf('POST', `${path}/search`), {
    headers,
    body: query,
  })
  expect([byGet.status, byPost.status]).toEqual([200, 200])
  expect(byGet.body.data).toHaveLength(1)
  expect(byPost.body).toEqual(byGet.body)
})
