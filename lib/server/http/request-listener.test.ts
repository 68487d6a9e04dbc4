import type http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PUBLIC } from '@/lib/core/actor'
import { endpoint } from '@/lib/core/endpoint'
import { audit } from '@/lib/server/audit/audit'
import { jsonText } from './answer'
import { defineRoute } from './define-route'
import { makeHttpServer } from './http-server'
import { mountApi } from './mount-api'
import { API_POLICY } from './security-headers'

const texts = endpoint({
  method: 'GET',
  path: '/api/console/listener/texts',
  summary: 'A long text',
  auth: 'public',
  query: z.strictObject({ of: z.coerce.number().optional() }),
})
const one = endpoint({
  method: 'POST',
  path: '/api/console/listener/{id}',
  summary: 'What was sent',
  auth: 'public',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ name: z.string() }),
  response: z.object({ id: z.string(), name: z.string() }),
})
const file = endpoint({
  method: 'GET',
  path: '/api/console/listener/{id}/file',
  summary: 'A file',
  auth: 'public',
  params: z.object({ id: z.uuid() }),
  file: 'text/plain',
})

const slow = endpoint({
  method: 'GET',
  path: '/api/console/listener/slow',
  summary: 'Waits until the client goes away',
  auth: 'public',
})

const recorded = endpoint({
  method: 'GET',
  path: '/api/console/listener/recorded',
  summary: 'A look-up that is recorded',
  auth: 'public',
  response: z.object({ found: z.boolean() }),
})
let written = 0
const writer = {
  $executeRaw: async () => {
    written += 1
    return 1
  },
}

let leave: (how: unknown) => void
const left = new Promise<unknown>((resolve) => {
  leave = resolve
})
const ID = '0199d1c8-7d5e-7000-8000-000000000001'
let base = ''
let seen: http.IncomingHttpHeaders = {}
let server: http.Server

/** Pages are a stub for Next, which returns the caller's address as it sees it. */
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://none',
    SECRET_KEY: 'k'.repeat(32),
    PUBLIC_URL: 'https://nrmm.example.cn',
    LOG_LEVEL: 'silent',
  })
  const api = mountApi([
    defineRoute(one, async ({ params, body }) => ({ ...params, ...body })),
    defineRoute(texts, async ({ query }) => jsonText(JSON.stringify('字'.repeat(query.of ?? 1)))),
    defineRoute(file, async () => {
      const headers = new Headers({ 'content-type': 'text/plain', 'content-security-policy': 'mine' })
      headers.append('set-cookie', 'a=1')
      headers.append('set-cookie', 'b=2')
      return new Response('bytes', { headers })
    }),
    defineRoute(recorded, async () => {
      await audit(writer, PUBLIC, { action: 'check.read', subjectType: 'machine', subjectId: ID })
      return { found: true }
    }),
    defineRoute(slow, async ({ signal }) => {
      leave(await new Promise((resolve) => signal.addEventListener('abort', () => resolve('left'))))
    }),
  ])
  const pages = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    seen = { ...request.headers }
    response.end(`Next ${request.headers['x-nrmm-peer']}`)
  }
  server = makeHttpServer(api, pages)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/console/listener`
})
afterAll(() => void server.close())

const post = (path: string, body: string) =>
  fetch(`${base}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })

describe('a call of the API', () => {
  it('is answered with the headers of every answer of the API', async () => {
    const answer = await fetch(`${base}/texts?of=2`)
    expect(await answer.json()).toBe('字字')
    expect(answer.headers.get('content-security-policy')).toBe(API_POLICY)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('content-encoding')).toBeNull()
  })

  it('is packed for who takes it so, where it is long', async () => {
    const packed = await fetch(`${base}/texts?of=5000`, { headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(1000)
    expect(await packed.json()).toBe('字'.repeat(5000))
    const plain = await fetch(`${base}/texts?of=5000`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('vary')).toBe('accept-encoding')
    expect(await plain.json()).toBe('字'.repeat(5000))
  })

  it('has its body, its parameters and its failures', async () => {
    expect(await (await post(`/${ID}`, '{"name":"张三"}')).json()).toEqual({ id: ID, name: '张三' })
    const wrong = await post(`/${ID}`, '{"name":7}')
    expect(wrong.status).toBe(422)
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    expect(await wrong.json()).toMatchObject({ code: 'INVALID', errors: [{ path: 'name' }] })
    expect((await fetch(`${base}/texts?other=1`)).status).toBe(400)
  })

  it('may be a file, whose own headers count', async () => {
    const answer = await fetch(`${base}/${ID}/file`)
    expect(await answer.text()).toBe('bytes')
    expect(answer.headers.get('content-security-policy')).toBe('mine')
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
  })
})

describe('what no route declares', () => {
  it.each([
    ['DELETE', '/texts', 'GET, HEAD, OPTIONS'],
    ['GET', `/${ID}`, 'OPTIONS, POST'],
  ])('%s %s is refused with the methods that there are', async (method, path, allow) => {
    const answer = await fetch(`${base}${path}`, { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe(allow)
    expect(await answer.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
  })

  it('is told by OPTIONS', async () => {
    const answer = await fetch(`${base}/texts`, { method: 'OPTIONS' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  })

  it('is a problem, not a page', async () => {
    const answer = await fetch(`${base}/elsewhere/at/all`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', detail: '没有这个接口' })
    expect(answer.headers.get('content-security-policy')).toBe(API_POLICY)
  })

  it('leads on where only a slash is too many', async () => {
    const answer = await fetch(`${base}/texts/?of=2`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/api/console/listener/texts?of=2'])
  })
})

describe('the nearest route', () => {
  it('answers: a part that is written out comes before a parameter', async () => {
    expect((await fetch(`${base}/texts`)).status).toBe(200)
  })

  it('has its parameters without their escapes', async () => {
    const answer = await post(`/%30${ID.slice(1)}`, '{"name":"a"}')
    expect(await answer.json()).toEqual({ id: ID, name: 'a' })
  })
})

describe('HEAD', () => {
  it('is answered like GET, without the text', async () => {
    const answer = await fetch(`${base}/texts?of=2`, { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  it('is refused where a GET makes a file, and where it records something', async () => {
    for (const path of [`/${ID}/file`, '/recorded']) {
      const answer = await fetch(`${base}${path}`, { method: 'HEAD' })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, 'GET, OPTIONS'])
    }
    expect(written).toBe(0)
    expect((await fetch(`${base}/recorded`)).status).toBe(200)
    expect(written).toBe(1)
  })
})

describe('a client that goes away', () => {
  it('is known to the handler', async () => {
    const leaving = new AbortController()
    const response = fetch(`${base}/slow`, { signal: leaving.signal }).catch((error: unknown) => error)
    const socket = await new Promise<unknown>((resolve) => server.once('request', resolve))
    expect(socket).toBeDefined()
    leaving.abort()
    expect(await left).toBe('left')
    expect(await response).toBeInstanceOf(Error)
  })
})

describe('what goes on to Next', () => {
  it('is everything else, with the caller’s address, whatever the client wrote there', async () => {
    const home = new URL('/filings?a=1', base)
    const answer = await fetch(home, {
      headers: { 'x-nrmm-peer': '8.8.8.8', 'x-middleware-subrequest': 'proxy' },
    })
    expect(await answer.text()).toBe('Next 127.0.0.1')
    expect(seen).not.toHaveProperty('x-middleware-subrequest')
    expect(answer.headers.get('content-security-policy')).toBe(API_POLICY)
  })

  it('is only what reads: pages take no POST and say so', async () => {
    const told = await fetch(new URL('/login', base), { method: 'OPTIONS' })
    expect([told.status, told.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    const answer = await fetch(new URL('/login', base), { method: 'POST', body: 'password=1' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(await answer.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
    expect((await fetch(new URL('/login', base), { method: 'HEAD' })).status).toBe(200)
  })
})
