import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { DEMO_NUMBERS, DEMO_PHONES } from '../../../prisma/seed/demo-world/people'
import { everyVisit, faultsOf, numbersIn, type Seen, type Visit } from '../../fixtures/crawl'
import { Instance } from '../../fixtures/instance'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { PASSWORD } from '../../pages/sign-in'

/** Every page and every route to every role, an owner, a stranger and nobody; on a server of its own, behind HTTPS. */

const STAFF = [
  'reviewer',
  'counter',
  'supervisor',
  'admin',
  'security',
  'auditor',
  'supervisor.nation',
  'admin.nation',
  'reviewer.haidian',
]
/** Answers under way at once. */
const AT_ONCE = 6
const NAME = 'nrmm.example.cn'
const ORIGIN = `https://${NAME}`

let instance: Instance
test.beforeAll(async () => {
  instance = await Instance.make({ PUBLIC_URL: ORIGIN })
  await instance.start()
})
test.afterAll(() => instance.stop())

type Caller = { name: string; headers: Record<string, string> }

/** By node:http, since fetch may not name another host than the one it connects to. */
function send(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const all = { host: NAME, ...headers }
    const request = http.request(url, { method, headers: all, agent }, (response) => {
      const chunks: Buffer[] = []
      const seen = () => ({
        status: response.statusCode ?? 0,
        headers: new Headers(
          Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
            [value ?? []].flat().map((one) => [name, one]),
          ),
        ),
        body: Buffer.concat(chunks).toString('utf8'),
      })
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        // Live events do not end by themselves.
        if (response.headers['content-type']?.startsWith('text/event-stream')) {
          resolve(seen())
          response.destroy()
        }
      })
      response.on('end', () => resolve(seen())).on('error', reject)
    })
    request.on('error', reject).end(body)
  })
}
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE })

async function staff(username: string): Promise<Caller> {
  const headers = { origin: ORIGIN, 'content-type': 'application/json' }
  const body = JSON.stringify({ username, password: PASSWORD })
  const answer = await send(`${instance.url}/api/auth/callback/credentials`, 'POST', headers, body)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  expect(cookie, username).toContain('nrmm-staff')
  return { name: username, headers: { cookie, origin: ORIGIN } }
}

async function owner(phone: string): Promise<Caller> {
  const body = JSON.stringify({ phone, password: PASSWORD })
  const headers = { 'content-type': 'application/json' }
  const answer = await send(`${instance.url}/api/v1/sessions`, 'POST', headers, body)
  expect(answer.status, answer.body).toBe(201)
  return {
    name: `owner …${phone.slice(-4)}`,
    headers: { authorization: `Bearer ${JSON.parse(answer.body).accessToken}` },
  }
}

async function visit({ method, address }: Visit, caller: Caller): Promise<Seen> {
  if (method === 'GET') return send(`${instance.url}${address}`, method, caller.headers)
  // A number where none is asked for: it must not come back, nor stand in a log.
  const body = JSON.stringify({ phone: DEMO_PHONES[0], idNumber: DEMO_NUMBERS[0], code: '1', name: '张' })
  // Node frames no body of a DELETE by itself: the next request would begin with it.
  const framed = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }
  const headers = { ...caller.headers, ...framed }
  return send(`${instance.url}${address}`, method, headers, body)
}

test('every page and route, to everybody: no failure, no header missing, no number of a person where it may stay', async () => {
  const visits = await everyVisit(instance.databaseUrl)
  expect(visits.length).toBeGreaterThan(200)
  const phones = await query<{ n: number }>(instance.databaseUrl, 'SELECT count(*)::int AS n FROM account')
  expect(DEMO_PHONES.length).toBeLessThanOrEqual(phones[0]?.n ?? 0)
  const callers: Caller[] = [{ name: 'nobody', headers: {} }]
  for (const username of STAFF) callers.push(await staff(username))
  for (const phone of DEMO_PHONES.slice(0, 2)) callers.push(await owner(phone))
  const faults: string[] = []
  const answered = new Map<number, number>()
  for (const caller of callers) {
    const waiting = [...visits]
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const seen = await visit(next, caller)
        answered.set(seen.status, (answered.get(seen.status) ?? 0) + 1)
        for (const fault of faultsOf(next, seen))
          faults.push(`${caller.name}: ${next.method} ${next.address}: ${fault}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  expect(faults).toEqual([])
  // Not refused everywhere: otherwise nothing was seen.
  expect(answered.get(200) ?? 0).toBeGreaterThan(500)
  expect(numbersIn(instance.output)).toEqual([])
})

test('a planted answer with every fault is found out', async () => {
  const number = DEMO_NUMBERS[0] ?? ''
  const server = http.createServer((_, response) =>
    response
      .writeHead(500, { location: `/m?phone=${number}`, 'cache-control': 'public' })
      .end(`<a href="/x?${number}">`),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const seen = await send(`http://127.0.0.1:${port}/`, 'GET', {})
  server.close()
  const faults = faultsOf({ method: 'GET', address: '/', auth: 'page' }, seen).join('\n')
  for (const fault of [
    'status 500',
    'content-security-policy',
    'strict-transport-security',
    'in location',
    'in links',
    'in error',
    'in a cacheable answer',
  ])
    expect(faults).toContain(fault)
})
