import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import tls from 'node:tls'
import { askOutside } from '@/lib/server/outside/ask-outside'
import { TIME_OF } from '@/lib/server/outside/services'
import type { OutgoingHead, Sink } from './sink'

/** Facility 13 (log audit), severity 5 (notice): RFC 5424, 6.2.1. */
const PRIORITY = 13 * 8 + 5

/**
 * Syslog over TLS: RFC 5424 messages with octet counting (RFC 5425). The receiver's certificate and name are verified.
 * Syslog has no receipts: taken means that all was sent over a verified connection which ended without an error. Whether the
 * receiver stored it is its own affair.
 * @param address host:port
 * @param caFile of the authority its certificate must come from; undefined: those Node knows
 */
export function syslogSink(
  address: string,
  caFile: string | undefined,
  timeoutMs: number = TIME_OF['audit-syslog'],
): Sink {
  const colon = address.lastIndexOf(':')
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '')
  const port = Number(address.slice(colon + 1))
  return {
    name: 'syslog',
    async send(heads) {
      const ca = caFile === undefined ? undefined : await readFile(caFile)
      const servername = isIP(host) ? undefined : host
      const options: tls.ConnectionOptions = { host, port, ca, servername, minVersion: 'TLSv1.2' }
      await askOutside('audit-syslog', { timeoutMs, pausesItself: true }, (signal) =>
        sendAll(options, heads.map(frame).join(''), signal),
      )
    },
  }
}

/** A message with its length in bytes before it; the head is ASCII. */
export function frame({ line }: OutgoingHead): string {
  const message = `<${PRIORITY}>1 ${new Date().toISOString()} ${hostname()} nrmm-registry ${process.pid} audit-head - ${line}`
  return `${Buffer.byteLength(message)} ${message}`
}

function sendAll(options: tls.ConnectionOptions, text: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let ended = false
    const socket = tls.connect(options, () => socket.end(text))
    signal.addEventListener('abort', () => {
      socket.destroy(Object.assign(new Error('the receiver did not answer'), { code: 'ETIMEDOUT' }))
    })
    socket
      .on('end', () => {
        ended = socket.writableFinished
      })
      .on('error', reject)
      .on('close', () => {
        if (ended) resolve()
        else reject(Object.assign(new Error('the receiver broke off'), { code: 'ECONNRESET' }))
      })
      .resume()
  })
}
