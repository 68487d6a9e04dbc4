import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { jsonText } from './answer'
import { defineRoute } from './define-route'
import { openFrontDoor } from './front-door'
import { API_POLICY } from './security-headers'

const texts = endpoint({
  method: 'GET',
  path: '/api/console/front-door/texts',
  summary: 'A long text',
  auth: 'public',
  query: z.strictObject({ of: z.coerce.number().optional() }),
})
const one = endpoint({
  method: 'POST',
  path: '/api/console/front-door/{id}',
  summary: 'What was sent',
  auth: 'public',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ name: z.string() }),
  response: z.object({ id: z.string(), name: z.string() }),
})
const file = endpoint({
  method: 'GET',
  path: '/api/console/front-door/{id}/file',
  summary: 'A file',
  auth: 'public',
  params: z.object({ id: z.uuid() }),
  file: 'text/plain',
})

const ID = '0199d1c8-7d5e-7000-8000-000000000001'
let base = ''
let server: http.Server

/** Stands for Next: tells that it was asked, and as whom it would see the caller. */
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://none',
    SECRET_KEY: 'k'.repeat(32),
    LOG_LEVEL: 'silent',
  })
  defineRoute(texts, async ({ query }) => jsonText(JSON.stringify('字'.repeat(query.of ?? 1))))
  defineRoute(one, async ({ params, body }) => ({ ...params, ...body }))
  defineRoute(file, async () => {
    const headers = new Headers({ 'content-type': 'text/plain', 'content-security-policy': 'mine' })
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    return new Response('bytes', { headers })
  })
  openFrontDoor()
  server = http.createServer((request, response) => response.end(`Next ${request.headers['x-nrmm-peer']}`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/console/front-door`
})
afterAll(() => void server.close())

const post = (path: string, body: string) =>
  fetch(`${base}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })

describe('what is met here', () => {
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

describe('what goes on to Next', () => {
  it.each([
    ['GET', '/elsewhere'],
    ['GET', '/texts/'],
    ['DELETE', '/texts'],
    ['OPTIONS', '/texts'],
    ['POST', '/next'],
    ['POST', `/%30${ID.slice(1)}`],
    ['POST', '/'],
  ])('%s %s', async (method, path) => {
    const answer = await fetch(`${base}${path}`, { method })
    expect(await answer.text()).toBe('Next 127.0.0.1')
  })

  it('carries the caller’s address, whatever the client wrote there', async () => {
    const answer = await fetch(`${base}/elsewhere`, { headers: { 'x-nrmm-peer': '8.8.8.8' } })
    expect(await answer.text()).toBe('Next 127.0.0.1')
  })
})
