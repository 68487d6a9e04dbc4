import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPackedFiles } from './packed-files'

const SCRIPT = 'let a = 1\n'.repeat(500)
let dir: string
let base: string
let server: http.Server

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'packed-'))
  mkdirSync(path.join(dir, 'static', 'chunks'), { recursive: true })
  writeFileSync(path.join(dir, 'static', 'chunks', 'one.js.br'), brotliCompressSync(SCRIPT))
  const pages = async (_: http.IncomingMessage, response: http.ServerResponse) => {
    response.end('Next')
  }
  const listener = withPackedFiles(dir, pages)
  server = http.createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_next/static/chunks`
})

afterAll(() => {
  server.close()
  rmSync(dir, { recursive: true })
})

const ask = (name: string, encoding: string, method = 'GET') =>
  fetch(`${base}/${name}`, { method, headers: { 'accept-encoding': encoding } })

describe('a script that was packed', () => {
  it('goes as it is to who takes it so', async () => {
    const answer = await ask('one.js', 'gzip, deflate, br')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=UTF-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(await answer.text()).toBe(SCRIPT)
  })

  it('is answered to HEAD by its head alone', async () => {
    const answer = await ask('one.js', 'br', 'HEAD')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  it.each(['gzip', 'identity', 'br;q=0, gzip', 'br; q=0.0', 'brotli'])(
    'is left to Next for who says %s',
    async (encoding) => {
      expect(await (await ask('one.js', encoding)).text()).toBe('Next')
    },
  )

  it('is the only thing that is served: other addresses and writes are left to Next', async () => {
    expect(await (await ask('two.js', 'br')).text()).toBe('Next')
    expect(await (await ask('one.js', 'br', 'POST')).text()).toBe('Next')
  })
})
