import { expect, it } from 'vitest'
import { routes } from '@/lib/api'
import { db } from '@/lib/server/database/db'
import { mountApi } from '@/lib/server/http/mount-api'
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
])('%s finds a phone in the body, and refuses it in the address', async (path, filter) => {
  const { headers } = await staffSession(db(), 'SUPERVISOR', '110101')
  const owner = await makeAccount(db())
  await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
  const query = { ...filter, q: owner.phone }
  const byPost = await callRoute<{ data: { id: string }[] }>(routeOf('POST', `${path}/search`), {
    headers,
    body: query,
  })
  expect(byPost.status).toBe(200)
  expect(byPost.body.data).toHaveLength(1)
  for (const q of [owner.phone, `手机：${owner.phone}`, owner.idNumber]) {
    const address = `http://localhost:3000${path}?${new URLSearchParams({ ...query, q })}`
    const byGet = await mountApi([routeOf('GET', path)]).fetch(new Request(address, { headers }))
    expect(byGet.status).toBe(422)
    expect(await byGet.json()).toMatchObject({ errors: [{ path: 'q' }] })
  }
})
