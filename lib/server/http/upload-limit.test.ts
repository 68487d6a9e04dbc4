import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { defineRoute } from './define-route'
import { type Api, mountApi } from './mount-api'
import { requestListener } from './request-listener'

const MB = 1024 * 1024
const photo = endpoint({
  method: 'POST',
  path: '/api/console/upload-limit/photos',
  summary: 'A file of 10 MB at most',
  auth: 'public',
  upload: true,
  response: z.object({ bytes: z.number() }),
})
const ownPhoto = endpoint({
  method: 'POST',
  path: '/api/v1/upload-limit/own-photos',
  summary: 'The same for who has signed in',
  auth: 'account',
  upload: true,
})

let server: http.Server
let port = 0
let api: Api

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://none',
    SECRET_KEY: 'k'.repeat(32),
    LOG_LEVEL: 'silent',
  })
  api = mountApi([
    defineRoute(photo, async ({ file }) => ({ bytes: file.bytes.length })),
    defineRoute(ownPhoto, async () => undefined),
  ])
  server = http.createServer(requestListener(api, async (_, response) => void response.end('Next')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())

/** @returns the whole multipart body of a file of `size` zeros */
function multipart(size: number): { body: Buffer; type: string } {
  const head = '--frame\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head), Buffer.alloc(size), Buffer.from('\r\n--frame--\r\n')])
  return { body, type: 'multipart/form-data; boundary=frame' }
}

type Sent = { status: number; text: string; connection: string | undefined; socket: net.Socket }

/** Sends the whole body even if a response arrives earlier, as browsers and proxies do. */
function send(agent: http.Agent, path: string, size: number, chunked: boolean): Promise<Sent> {
  const { body, type } = multipart(size)
  const length = chunked ? {} : { 'content-length': body.length }
  return new Promise((resolve, reject) => {
    const request = http.request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path,
      headers: { 'content-type': type, ...length },
    })
    let socket: net.Socket
    request.once('socket', (one) => {
      socket = one
    })
    request.once('error', reject)
    request.once('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(pieces).toString(),
          connection: response.headers.connection,
          socket,
        }),
      )
    })
    for (let at = 0; at < body.length; at += 64 * 1024) request.write(body.subarray(at, at + 64 * 1024))
    request.end()
  })
}

const path = photo.path

describe('an upload over the limit', () => {
  it.each([
    ['of a length that is told', false],
    ['of unknown length', true],
  ])('%s gets its 413 each time, and the next call of that client is answered', async (_, chunked) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    for (let turn = 0; turn < 12; turn += 1) {
      const refused = await send(agent, path, 12 * MB + turn, chunked)
      expect(refused.status).toBe(413)
      expect(refused.text).toContain('照片不能超过 10 MB')
      const taken = await send(agent, path, 2 * MB, chunked)
      expect(taken).toMatchObject({ status: 200, text: JSON.stringify({ bytes: 2 * MB }) })
    }
    agent.destroy()
  })

  it('is refused by its length before any of it has come, on a connection that ends with the answer', async () => {
    const socket = net.connect(port, '127.0.0.1')
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=frame\r\nContent-Length: ${900 * MB}\r\n\r\n`,
    )
    const answer = await firstBytes(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer.toLowerCase()).toContain('connection: close')
    socket.destroy()
  })

  it('is not read without end: who goes on sending is cut off', async () => {
    const socket = net.connect(port, '127.0.0.1')
    const closed = new Promise<number>((resolve) => {
      socket.once('close', () => resolve(socket.bytesWritten))
      socket.on('error', () => undefined)
    })
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=frame\r\nContent-Length: ${900 * MB}\r\n\r\n`,
    )
    const block = Buffer.alloc(MB)
    const pump = () => {
      while (!socket.destroyed && socket.write(block));
    }
    socket.on('drain', pump)
    pump()
    expect(await closed).toBeLessThan(200 * MB)
  })

  it('leaves the rest of the body to Next, where Next serves the route', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(MB)),
      cancel: () => {
        cancelled = true
      },
    })
    const headers = { 'content-type': 'multipart/form-data; boundary=frame' }
    const options: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
    const answer = await api.fetch(new Request(`http://x${path}`, options))
    expect(answer.status).toBe(413)
    expect(cancelled).toBe(false)
  })

  it('of who may not send at all leaves the connection whole', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    expect((await send(agent, ownPhoto.path, 3 * MB, false)).status).toBe(401)
    expect((await send(agent, ownPhoto.path, 3 * MB, true)).status).toBe(401)
    expect((await send(agent, path, 1000, false)).status).toBe(200)
    agent.destroy()
  })
})

function firstBytes(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => resolve(data.toString()))
    socket.once('error', reject)
  })
}
