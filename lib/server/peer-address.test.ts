import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { notePeers, peerAddress } from './peer-address'

describe('the address of a caller', () => {
  it('is the socket when no proxy is trusted, whatever the client tells', () => {
    expect(peerAddress('::ffff:10.0.0.9', '127.0.0.1', 0)).toBe('10.0.0.9')
    expect(peerAddress('10.0.0.9', undefined, 0)).toBe('10.0.0.9')
  })

  it('is what the outermost trusted proxy saw', () => {
    expect(peerAddress('10.0.0.1', '1.1.1.1, 203.0.113.7', 1)).toBe('203.0.113.7')
    expect(peerAddress('10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7')
    expect(peerAddress('10.0.0.1', '203.0.113.7', 3)).toBe('203.0.113.7')
  })

  it('overwrites the header that a client sent', async () => {
    Object.assign(process.env, { DATABASE_URL: 'postgresql://none', SECRET_KEY: 'k'.repeat(32) })
    notePeers()
    const server = http.createServer((request, response) => response.end(request.headers['x-nrmm-peer']))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-nrmm-peer': '8.8.8.8' } })
    expect(await answer.text()).toBe('127.0.0.1')
    server.close()
  })
})
