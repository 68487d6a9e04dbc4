import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { defineRoute } from './define-route'
import { mountApi } from './mount-api'
import { requestListener } from './request-listener'

const MB = 1024 * 1024
const photo = endpoint({
  method: 'POST',
  path: '/api/v1/upload-room/photos',
  summary: 'A photo, held until the test lets it go',
  auth: 'public',
  upload: true,
  response: z.object({ bytes: z.number() }),
})

let server: http.Server
let port = 0
/** Uploads whose bytes are in memory, by the person's address. */
const inside: { address: string; bytes: number; go(): void }[] = []
let arrived: () => void = () => undefined

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://none',
    SECRET_KEY: 'k'.repeat(32),
    LOG_LEVEL: 'silent',
    TRUSTED_PROXIES: '1',
  })
  const held = defineRoute(photo, ({ file, address }) => {
    return new Promise<{ bytes: number }>((resolve) => {
      const { length } = file.bytes
      inside.push({ address, bytes: length, go: () => resolve({ bytes: length }) })
      arrived()
    })
  })
  server = http.createServer(requestListener(mountApi([held]), async (_, response) => void response.end()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Sent = { status: number; retryAfter: string | undefined }

/** @param from the person's address, which stands for the account */
function send(from: string, size: number): { answer: Promise<Sent>; hangUp(): void } {
  const head = '--frame\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head), Buffer.alloc(size), Buffer.from('\r\n--frame--\r\n')])
  const request = http.request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: photo.path,
    agent: false,
    headers: {
      'content-type': 'multipart/form-data; boundary=frame',
      'content-length': body.length,
      'x-forwarded-for': from,
    },
  })
  const answer = new Promise<Sent>((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response) => {
      response.resume()
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }),
      )
    })
    request.end(body)
  })
  return { answer, hangUp: () => request.destroy() }
}

async function until(count: number): Promise<void> {
  while (inside.length < count) await new Promise<void>((resolve) => (arrived = resolve))
}

const release = (address: string) => {
  const at = inside.findIndex((upload) => upload.address === address)
  inside.splice(at, 1)[0]?.go()
}

it('has two of a person at once, refuses the seventh at once with a moment of its own, and everybody else passes by', async () => {
  const many = Array.from({ length: 60 }, () => send('10.0.0.1', 10 * MB).answer)
  const refused: Sent[] = []
  for (const answer of many) void answer.then((sent) => sent.status === 429 && refused.push(sent))
  await until(2)
  const other = send('10.0.0.2', MB)
  await until(3)
  expect(inside.map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.2'])
  release('10.0.0.2')
  expect(await other.answer).toMatchObject({ status: 200 })
  for (let left = 6; left > 0; left -= 1) {
    await until(1)
    expect(inside.length).toBeLessThanOrEqual(2)
    release('10.0.0.1')
  }
  const answers = await Promise.all(many)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(6)
  expect(refused).toHaveLength(54)
  const moments = refused.map(({ retryAfter }) => Number(retryAfter))
  expect(moments[0]).toBeLessThanOrEqual(4)
  // Half a second apart: all 54 at once again would be the same crowd.
  expect(moments.at(-1)).toBeGreaterThan(25)
  for (const seconds of new Set(moments)) expect(moments.filter((m) => m === seconds).length).toBeLessThan(4)
})

it('holds 22 MB of all persons together; a small one enters where a large one waits', async () => {
  const large = Array.from({ length: 3 }, (_, at) => send(`10.0.1.${at}`, 10 * MB).answer)
  await until(2)
  const small = send('10.0.2.1', MB).answer
  await until(3)
  expect(inside.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(21 * MB)
  release('10.0.2.1')
  expect((await small).status).toBe(200)
  while (inside.length > 0) {
    release(inside[0]?.address ?? '')
    await Promise.resolve()
  }
  await until(1)
  release(inside[0]?.address ?? '')
  expect((await Promise.all(large)).map(({ status }) => status)).toEqual(Array(3).fill(200))
})

it('gives the place of who hung up while waiting to nobody', async () => {
  const [first, second] = [send('10.0.3.1', MB), send('10.0.3.1', MB)]
  await until(2)
  const third = send('10.0.3.1', MB)
  third.answer.catch(() => undefined)
  third.hangUp()
  release('10.0.3.1')
  release('10.0.3.1')
  expect((await Promise.all([first.answer, second.answer])).map(({ status }) => status)).toEqual([200, 200])
  const fourth = send('10.0.3.1', MB)
  await until(1)
  release('10.0.3.1')
  expect((await fourth.answer).status).toBe(200)
})
