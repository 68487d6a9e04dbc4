import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedHeaders } from './fixed-headers'
import { makeHttpServer } from './http-server'
import { mountApi } from './mount-api'

let base = ''
let seen: http.IncomingHttpHeaders = {}
let server: http.Server

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://none',
    SECRET_KEY: 'k'.repeat(32),
    PUBLIC_URL: 'https://nrmm.example.cn',
    ALLOWED_HOSTS: 'alias.example.cn, 203.0.113.9',
    LOG_LEVEL: 'silent',
  })
  server = makeHttpServer(mountApi([]), async (request, response) => {
    seen = { ...request.headers }
    response.end('a page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

describe('a host of ours', () => {
  it.each([
    'nrmm.example.cn',
    'NRMM.example.cn:8443',
    'alias.example.cn',
    '203.0.113.9',
    'localhost',
    '127.0.0.1:3000',
  ])('%s is served, with the whole of HSTS', async (host) => {
    const answer = await new Promise<http.IncomingMessage>((resolve) =>
      http.get(new URL('/m', base), { headers: { host } }, resolve),
    )
    answer.resume()
    expect([answer.statusCode, answer.headers['strict-transport-security']]).toEqual([
      200,
      'max-age=63072000; includeSubDomains',
    ])
  })
})

describe('what goes on to Next', () => {
  it('is without what anybody forwards', async () => {
    const headers = {
      host: 'nrmm.example.cn',
      'x-forwarded-for': '8.8.8.8',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-original-url': '/admin',
    }
    const answer = await new Promise<http.IncomingMessage>((resolve) =>
      http.get(new URL('/m', base), { headers }, resolve),
    )
    answer.resume()
    expect(answer.statusCode).toBe(200)
    expect(Object.keys(seen).filter((name) => name in headers)).toEqual(['host'])
    expect(seen['x-nrmm-peer']).toBe('127.0.0.1')
  })
})

describe('what no browser sends', () => {
  const raw = (head: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(base)
      const socket = net.connect(Number(port), hostname)
      let text = ''
      socket.on('data', (data) => {
        text += data
      })
      socket.on('end', () => resolve(text)).on('error', reject)
      socket.write(head)
    })

  it.each([
    ['a path that is none', 'GET * HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['escapes that are none', 'GET /api/%E4%B8 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['a host that is none', 'GET /api/v1/x HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['a backslash', 'GET /api/v1\\x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET /api/v1/x HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    [
      'two hosts',
      'GET /m HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['a host of somebody else', 'GET /m HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421],
    ['a host that only begins as ours', 'GET /m HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n', 421],
    [
      'a whole address of somebody else',
      'GET http://evil.example/m HTTP/1.1\r\nHost: localhost\r\n\r\n',
      400,
    ],
    [
      'this machine’s name, passed on by a proxy',
      'GET /m HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n',
      421,
    ],
    ['TRACE', 'TRACE /m HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
    ['TRACK, which Node’s parser does not know', 'TRACK /m HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
    ['CONNECT', 'CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
    [
      'an upgrade',
      'GET /m HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      400,
    ],
    [
      'an expectation',
      'POST /api/x HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['what is not HTTP', 'HELLO\r\n\r\n', 400],
    ['a head too large', `GET /m HTTP/1.1\r\nHost: localhost\r\nCookie: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a method of another world', 'PROPFIND /api/v1/x HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
  ])('%s is a fault of the caller’s', async (_, head, status) => {
    const answer = await raw(head)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const [headers = '', body = ''] = answer.split('\r\n\r\n')
    for (const [name, value] of Object.entries(fixedHeaders()))
      expect(headers.toLowerCase()).toContain(`${name}: ${value.toLowerCase()}`)
    expect(headers).toMatch(/^cache-control: no-store$/im)
    if (status === 405) expect(headers).toMatch(/^allow: GET, HEAD, /im)
    expect(JSON.parse(body)).toMatchObject({ status })
  })
})
