import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeCircuits } from '@/lib/server/outside/services'
import { scanFile } from './virus-scanner'

beforeEach(closeCircuits)

Object.assign(process.env, {
  DATABASE_URL: 'postgresql://none',
  SECRET_KEY: 'k'.repeat(32),
  LOG_LEVEL: 'silent',
})

/** clamd as clamd(8) describes it: it collects the parts of INSTREAM and answers by what it got. */
function clamd(answer: (file: Buffer) => string | null): Promise<net.Server> {
  const server = net.createServer((socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      const file = fileIn(received)
      const said = file && answer(file)
      if (said) socket.end(`${said}\0`)
      else if (file) socket.destroy()
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const COMMAND = 'zINSTREAM\0'

/** Null until the empty part has come. */
function fileIn(received: Buffer): Buffer | null {
  expect(COMMAND.startsWith(received.toString('latin1', 0, COMMAND.length))).toBe(true)
  const parts: Buffer[] = []
  let at = COMMAND.length
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    parts.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

let server: net.Server | undefined
afterEach(() => server?.close())

async function scan(file: Buffer, answer: (file: Buffer) => string | null, timeout = 5_000) {
  server = await clamd(answer)
  const { port } = server.address() as AddressInfo
  return scanFile(file, { CLAMD_ADDRESS: `127.0.0.1:${port}`, CLAMD_TIMEOUT_MS: timeout })
}

describe('scanFile', () => {
  it.each([0, 1, 256 * 1024, 1_000_001])('sends all %i bytes, and takes a clean file', async (size) => {
    const file = Buffer.alloc(size, 7)
    let seen: Buffer | undefined
    await scan(file, (got) => {
      seen = got
      return 'stream: OK'
    })
    expect(seen?.equals(file)).toBe(true)
  })

  it('refuses what is found, and names it', async () => {
    const found = scan(Buffer.from('x'), () => 'stream: Win.Test.EICAR_HDB-1 FOUND')
    await expect(found).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA',
      message: expect.stringContaining('Win.Test.EICAR_HDB-1'),
    })
  })

  it.each([['INSTREAM size limit exceeded. ERROR'], ['stream: OK and more'], [null]])(
    'takes no file when the answer is %j',
    async (answer) => {
      await expect(scan(Buffer.from('x'), () => answer)).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        retryAfterSeconds: 30,
      })
    },
  )

  it('takes no file from nobody, nor from one who is silent', async () => {
    const away = { CLAMD_ADDRESS: '/nowhere/clamd.sock', CLAMD_TIMEOUT_MS: 5_000 }
    await expect(scanFile(Buffer.from('x'), away)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    const silent = net.createServer(() => undefined)
    server = silent
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const asked = scanFile(Buffer.from('x'), { CLAMD_ADDRESS: `127.0.0.1:${port}`, CLAMD_TIMEOUT_MS: 50 })
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
