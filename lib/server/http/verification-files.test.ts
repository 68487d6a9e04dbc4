import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isFileList, withVerificationFiles } from './verification-files'

let base: string
let server: http.Server
beforeAll(async () => {
  const pages = async (_: http.IncomingMessage, response: http.ServerResponse) => {
    response.end('a page')
  }
  const listener = withVerificationFiles('MP_verify_AbCd12.txt=AbCd12, Xy9.txt=0123abc', pages)
  server = http.createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const ask = async (path: string) => {
  const answer = await fetch(base + path)
  return [await answer.text(), answer.headers.get('content-type')]
}

it.each(['/MP_verify_AbCd12.txt', '/check/MP_verify_AbCd12.txt', '/m/scanned/MP_verify_AbCd12.txt?x=1'])(
  'a file of the setting is answered at %s, and nothing but its content',
  async (path) => {
    expect(await ask(path)).toEqual(['AbCd12', 'text/plain; charset=UTF-8'])
  },
)

it.each(['/', '/m', '/MP_verify_Other.txt', '/MP_verify_AbCd12.txt/', '/toString', '/robots.txt'])(
  '%s goes to the pages',
  async (path) => {
    expect((await ask(path))[0]).toBe('a page')
  },
)

it('the setting takes names and contents of WeChat, and no markup', () => {
  expect(['', 'a.txt=b', 'a.txt=b, c_d-e.txt=F'].map(isFileList)).toEqual([true, true, true])
  expect(['a.txt', 'a.html=b', '../a.txt=b', 'a.txt=<script>', 'a.txt=b;c.txt=d'].map(isFileList)).toEqual(
    Array(5).fill(false),
  )
})
