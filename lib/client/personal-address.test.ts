import { afterEach, expect, it } from 'vitest'
import { listPickupsEndpoint } from '@/lib/features/pickup/schema'
import { apiFetch, setTransport } from './api-fetch'

const empty = { data: [], nextCursor: null }
let sent: { url: string; init: RequestInit }[] = []

setTransport(async (url, init) => {
  sent.push({ url, init })
  return Response.json(empty)
})
afterEach(() => {
  sent = []
})

it.each(['13812345678', '张三 002X', '964069'])(
  '%s is searched for in a body, not in an address',
  async (q) => {
    await apiFetch(listPickupsEndpoint, { query: { queue: 'waiting', q, limit: 50 } })
    const [{ url, init }] = sent as [(typeof sent)[0]]
    expect([init.method, url]).toEqual(['POST', '/api/console/pickups/search'])
    expect(JSON.parse(String(init.body))).toEqual({ queue: 'waiting', q, limit: '50' })
  },
)

it('anything else is an address, which can be remembered', async () => {
  await apiFetch(listPickupsEndpoint, { query: { queue: 'waiting', q: 'PC200' } })
  expect(sent[0]?.url).toBe('/api/console/pickups?queue=waiting&q=PC200')
  expect(sent[0]?.init.method).toBe('GET')
})
