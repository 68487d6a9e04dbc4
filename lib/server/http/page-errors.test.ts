import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { withPageErrors } from './page-errors'

type Pages = Parameters<typeof withPageErrors>[0]

let server: http.Server
afterEach(() => void server.close())

const reported: unknown[] = []

async function answerOf(pages: Pages, path = '/m/sign-in', headers: Record<string, string> = {}) {
  server = http.createServer(
    (request, response) => void withPageErrors(pages, (error) => reported.push(error))(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { accept: 'text/html,*/*', ...headers },
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** As Next ends a response that nothing of the application could make. */
const bare: Pages = async (_request, response) => {
  response.statusCode = 500
  response.setHeader('content-type', 'text/plain')
  response.setHeader('content-length', '21')
  response.setHeader('etag', '"x"')
  response.end('Internal Server Error')
}

test('what Next says in English is said in Chinese, with a way home and no script', async () => {
  const { status, headers, text } = await answerOf(bare)
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    500,
    'text/html; charset=utf-8',
    'no-store',
  ])
  expect(text).toContain('页面没有正常打开')
  expect(text).toContain('href="/m"')
  expect(text).not.toMatch(/Internal|<script/)
  expect(headers.get('etag')).toBeNull()
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await answerOf(bare, '/filings?q=x')).text).toContain('href="/"')
})

test('a script or picture that is not there gets no page', async () => {
  const { headers, text } = await answerOf(bare, '/_next/static/x.js', { accept: '*/*' })
  expect([headers.get('content-type'), text]).toEqual([
    'text/plain; charset=utf-8',
    '系统出现问题，请稍后再试\n',
  ])
})

test('a listener that fails is answered for', async () => {
  const failing: Pages = async () => {
    throw new Error('the build is gone')
  }
  const { status, text } = await answerOf(failing)
  expect([status, text.includes('页面没有正常打开'), text.includes('build')]).toEqual([500, true, false])
  expect(reported).toEqual([new Error('the build is gone')])
})

test('pages of the application pass, those of errors as well', async () => {
  const own: Pages = async (_request, response) => {
    response.writeHead(500, { 'content-type': 'text/html' })
    response.write('<h1>Internal Server Error</h1>')
    response.end('<p>编号 1</p>')
  }
  const answer = await answerOf(own)
  expect([answer.status, answer.text]).toEqual([500, '<h1>Internal Server Error</h1><p>编号 1</p>'])
  const text: Pages = async (_request, response) => void response.end('Internal Server Error')
  expect(await answerOf(text)).toMatchObject({ status: 200, text: 'Internal Server Error' })
})
