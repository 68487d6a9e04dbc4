import net from 'node:net'
import { AppError } from '@/lib/core/app-error'
import { type Env, env } from '@/lib/server/env'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { askOutside } from './ask-outside'

type Settings = Pick<Env, 'CLAMD_ADDRESS' | 'CLAMD_TIMEOUT_MS'>
type Verdict = { found: false } | { found: true; name: string }

/** clamd takes parts of any size; these pass through without another copy. */
const PART_BYTES = 256 * 1024
const MOST_ANSWER = 4096
const RETRY_SECONDS = 30

/**
 * Asks ClamAV's clamd about a file by its INSTREAM command (clamd(8)): parts with their length before them, an empty one last;
 * the answer is `stream: OK` or `stream: <name> FOUND`, and anything else is none.
 * @throws AppError INVALID for a file that is found; UNAVAILABLE when clamd gives no answer: a file is not taken unscanned
 */
export async function scanFile(file: Buffer, settings: Settings): Promise<void> {
  const timeoutMs = settings.CLAMD_TIMEOUT_MS
  const verdict = await askOutside('clamd', { timeoutMs, isFault }, (signal) =>
    ask(file, settings, signal),
  ).catch((cause: Error) => {
    metrics().virusScans.inc({ outcome: 'none' })
    log().error({ reason: cause.message }, 'virus scanner gave no answer')
    throw new AppError('UNAVAILABLE', {
      detail: '查毒服务没有答复，文件没有收下，请稍后再传',
      retryAfterSeconds: RETRY_SECONDS,
      cause,
    })
  })
  metrics().virusScans.inc({ outcome: verdict.found ? 'found' : 'clean' })
  if (!verdict.found) return
  log().warn({ signature: verdict.name }, 'upload refused by the virus scanner')
  throw new AppError('UNSUPPORTED_MEDIA', { detail: `查毒发现恶意代码（${verdict.name}），文件没有收下` })
}

/** Scans an upload where a scanner is set; without one nothing is scanned. */
export async function scanUpload(file: Buffer): Promise<void> {
  if (env().CLAMD_ADDRESS) await scanFile(file, env())
}

/** It has said something, though no verdict: it is there. */
class OddAnswer extends Error {}
const isFault = (error: unknown) => !(error instanceof OddAnswer)

function ask(file: Buffer, { CLAMD_ADDRESS = '' }: Settings, signal: AbortSignal): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(targetOf(CLAMD_ADDRESS))
    signal.addEventListener('abort', () => socket.destroy(new Error('timeout')), { once: true })
    let answer = ''
    const settle = () => {
      const verdict = verdictOf(answer)
      if (verdict) resolve(verdict)
      else if (answer) reject(new OddAnswer(`answered ${JSON.stringify(answer.slice(0, 80))}`))
      else reject(new Error('closed without an answer'))
    }
    socket.once('error', reject)
    socket.on('data', (part) => {
      answer += part.toString('latin1')
      // It answers before the end of what it refuses, and ends its answer with a zero byte.
      if (answer.includes('\0') || answer.length > MOST_ANSWER) socket.end()
    })
    socket.once('close', settle)
    socket.write('zINSTREAM\0')
    for (let at = 0; at < file.length; at += PART_BYTES) {
      const part = file.subarray(at, at + PART_BYTES)
      socket.write(lengthOf(part.length))
      socket.write(part)
    }
    socket.write(lengthOf(0))
  })
}

function verdictOf(answer: string): Verdict | null {
  const [line = ''] = answer.split('\0')
  if (line === 'stream: OK') return { found: false }
  const name = /^stream: (\S+) FOUND$/.exec(line)?.[1]
  return name ? { found: true, name } : null
}

/** `host:port`, `[address]:port`, or the path of a socket. */
function targetOf(address: string): net.NetConnectOpts {
  if (address.startsWith('/')) return { path: address }
  const at = address.lastIndexOf(':')
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) }
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}
