import http from 'node:http'
import { expect, test } from '../../fixtures/world'

/** Requests that no browser makes, to the real server: none may cause a 5xx. */

type RawRequest = { method?: string; path: string; headers?: Record<string, string>; body?: Buffer | string }

const base = () => new URL(process.env.E2E_BASE_URL ?? '')

function send({ method = 'GET', path, headers = {}, body }: RawRequest, agent?: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = base()
    const request = http.request({ hostname, port, path, method, headers, agent })
    request.once('error', reject)
    request.once('response', (response) => {
      response.resume()
      response.once('error', reject)
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    request.end(body)
  })
}

const PATHS = ['/', '/login', '/m', '/api/v1/me', '/api/console/me', '/api/auth/session', '/api/nowhere']

test('methods that nothing here knows are refused as such', async () => {
  for (const path of PATHS)
    for (const method of ['TRACE', 'TRACK', 'PROPFIND', 'LINK'])
      expect([path, method, await send({ method, path })]).toEqual([path, method, 405])
})

test('a host of somebody else is served nothing, whatever is forwarded', async () => {
  for (const path of PATHS) {
    expect([path, await send({ path, headers: { host: 'evil.example' } })]).toEqual([path, 421])
    const forwarded = { host: 'evil.example', 'x-forwarded-host': 'localhost' }
    expect([path, await send({ path, headers: forwarded })]).toEqual([path, 421])
  }
  expect(await send({ path: '/login', headers: { connection: 'Upgrade', upgrade: 'websocket' } })).toBe(400)
  expect(await send({ path: '/login', headers: { cookie: 'a'.repeat(20_000) } })).toBe(431)
})

test('addresses whose escapes are no text are the caller’s fault', async () => {
  expect(await send({ path: '*' })).toBe(400)
  for (const path of [
    '/check/%',
    '/%ff',
    '/api/%ff',
    '/machines/%E0%A4%A',
    '/api/v1/checks/%',
    '/api/auth/%',
  ])
    expect([path, await send({ path })]).toEqual([path, 400])
  for (const path of [
    '/check/%00',
    '/api/v1/checks/%00',
    '/login?next=%00',
    '/login?next=%',
    '/m/filings?status=%ff',
  ])
    expect([path, (await send({ path })) < 500]).toEqual([path, true])
})

test('texts that cannot be stored are refused where they are asked for', async () => {
  for (const query of ['q=%00', 'cursor=%00', 'next=%00', 'code=%00', 'ticket=%00', 'from=%00', 'token=%ff'])
    for (const path of [...PATHS, '/check/x', '/m/machines', '/machines'])
      expect([path, query, (await send({ path: `${path}?${query}` })) < 500]).toEqual([path, query, true])
})

test('cookies that are no cookies sign nobody in and break nothing', async () => {
  for (const value of ['%', '%E0%A4%A', 'javascript:alert(1)', 'a'.repeat(3000)])
    for (const name of ['nrmm-staff', 'nrmm-device', 'next-auth.session-token', 'any'])
      for (const path of PATHS) {
        const status = await send({ path, headers: { cookie: `${name}=${value}` } })
        expect([path, name, value, status < 500]).toEqual([path, name, value, true])
      }
})

test('the sign-in takes what it is made for, and refuses the rest with a reason', async () => {
  const credentials = '/api/auth/callback/credentials'
  expect(await send({ path: credentials })).toBe(405)
  expect(await send({ path: '/api/auth/_log', method: 'POST' })).toBe(404)
  expect(await send({ path: '/api/auth/callback/nobody', method: 'POST' })).toBe(404)
  const json = { 'content-type': 'application/json' }
  for (const body of ['{bad', '[]', 'null', '"x"', '{"username":1,"password":[]}'])
    expect([body, (await send({ path: credentials, method: 'POST', headers: json, body })) < 500]).toEqual([
      body,
      true,
    ])
  const empty = { ...json, 'content-length': '0' }
  expect(await send({ path: credentials, method: 'POST', headers: empty })).toBe(400)
  expect(await send({ path: '/api/auth/signout', method: 'POST', headers: empty })).toBe(200)
  const long = { path: credentials, method: 'POST', headers: json, body: 'x'.repeat(900_000) }
  expect(await send(long)).toBe(413)
})

test('a user name that cannot be stored is nobody’s', async ({ request }) => {
  const data = { username: 'a\0b', password: 'x' }
  const answer = await request.post('/api/auth/callback/credentials', { data })
  expect(answer.status()).toBe(401)
})

test('an upload over the limit is told so, the very first time and every time after, and breaks no connection', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const body = Buffer.concat([
    Buffer.from('--f\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'),
    Buffer.alloc(12 * 1024 * 1024),
    Buffer.from('\r\n--f--\r\n'),
  ])
  const headers = { 'content-type': 'multipart/form-data; boundary=f', 'content-length': String(body.length) }
  for (let turn = 0; turn < 4; turn += 1) {
    // Not signed in: refused before the size is checked, while most of the body is still being sent.
    expect(await send({ path: '/api/v1/photos', method: 'POST', headers, body }, agent)).toBe(401)
    expect(await send({ path: '/api/health/live' }, agent)).toBe(200)
  }
  agent.destroy()
})
