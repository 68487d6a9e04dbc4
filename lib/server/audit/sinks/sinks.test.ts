import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeCircuits } from '@/lib/server/outside/services'
import { lockedBucket } from '@/testing/locked-bucket'
import { ownCertificate } from '@/testing/own-certificate'
import { s3Sink } from './s3-sink'
import { frame, syslogSink } from './syslog-sink'

beforeEach(closeCircuits)

const home = mkdtempSync(path.join(os.tmpdir(), 'nrmm-sinks-'))
const caFile = path.join(home, 'ca.pem')
const otherCa = path.join(home, 'other.pem')
const heads = [1n, 2n, 3n].map((seq) => ({ seq, line: `{"seq":"${seq}"}` }))
afterAll(() => rmSync(home, { recursive: true }))

describe('a syslog receiver over TLS', () => {
  let received = ''
  let server: tls.Server
  let address = ''
  let breaksOff = false

  beforeAll(async () => {
    const { cert, key } = ownCertificate()
    writeFileSync(caFile, cert)
    writeFileSync(otherCa, ownCertificate().cert)
    server = tls.createServer({ cert, key }, (socket) => {
      socket.on('data', (chunk) => {
        received += chunk.toString()
      })
    })
    server.on('connection', (raw: Socket) => breaksOff && raw.resetAndDestroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  it('gets every head in order, each message with its length before it', async () => {
    await syslogSink(address, caFile).send(heads)
    const messages: string[] = []
    for (let rest = received; rest !== ''; ) {
      const space = rest.indexOf(' ')
      const length = Number(rest.slice(0, space))
      messages.push(rest.slice(space + 1, space + 1 + length))
      rest = rest.slice(space + 1 + length)
    }
    expect(messages).toHaveLength(3)
    for (const [index, message] of messages.entries())
      expect(message).toMatch(
        new RegExp(
          `^<109>1 \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z \\S+ nrmm-registry \\d+ audit-head - \\{"seq":"${index + 1}"\\}$`,
        ),
      )
    expect(frame({ seq: 1n, line: 'x' })).toMatch(/^\d+ <109>1 /)
  })

  it('is not believed with a certificate of another authority: nothing is sent', async () => {
    received = ''
    await expect(syslogSink(address, otherCa).send(heads)).rejects.toThrow(/certificate|signature/i)
    await expect(syslogSink(address, undefined).send(heads)).rejects.toThrow(/self-signed/)
    expect(received).toBe('')
  })

  it('that resets the connection has taken nothing', async () => {
    breaksOff = true
    await expect(syslogSink(address, caFile).send(heads)).rejects.toThrow()
  })

  it('that is away is an error', async () => {
    await new Promise((resolve) => server.close(resolve))
    await expect(syslogSink(address, caFile).send(heads)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('a bucket with object lock', () => {
  const secret = 'the secret of the bucket'
  const settings = (endpoint: string, key = secret) => ({
    AUDIT_S3_REGION: 'cn-north-1',
    AUDIT_S3_ENDPOINT: endpoint,
    AUDIT_S3_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AUDIT_S3_SECRET_ACCESS_KEY: key,
    AUDIT_S3_RETAIN_DAYS: 30,
  })

  it('gets each head as an object of its own, signed, whole, and locked for the time set', async () => {
    const bucket = await lockedBucket(secret)
    try {
      const before = Date.now()
      await s3Sink('heads', settings(bucket.endpoint)).send(heads)
      expect(bucket.stored.map(({ body }) => body)).toEqual(heads.map(({ line }) => `${line}\n`))
      for (const { path: key, mode, until } of bucket.stored) {
        expect(key).toMatch(/^\/heads\/audit-heads\/0{17}[123]-[0-9a-f]{16}\.json$/)
        expect(mode).toBe('COMPLIANCE')
        // The header has whole seconds.
        expect(until.getTime()).toBeGreaterThanOrEqual(before + 30 * 86_400_000 - 1_000)
      }
    } finally {
      bucket.close()
    }
  })

  it('that refuses the signature has taken nothing', async () => {
    const bucket = await lockedBucket(secret)
    try {
      await expect(s3Sink('heads', settings(bucket.endpoint, 'another')).send(heads)).rejects.toMatchObject({
        name: 'SignatureDoesNotMatch',
      })
      expect(bucket.stored).toEqual([])
    } finally {
      bucket.close()
    }
  })
})
