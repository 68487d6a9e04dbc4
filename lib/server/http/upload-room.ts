import { AppError } from '@/lib/core/app-error'

/** An owner's phone sends two photos at once; whoever sends more waits for their own. */
const PER_PERSON = 2
/**
 * Files in memory of this process, as they are announced: while one is parsed and decoded, three times its bytes. Two of the largest,
 * so that one arrives while the other is looked at; of those a phone has made smaller, eight.
 */
const ROOM_BYTES = 22 * 1024 * 1024
/** Of one person. A waiting upload is not read, so that it costs a socket and no memory. */
const WAITING_PER_PERSON = 4
const WAIT_MS = 10_000
/** Whoever is refused is told when to come again: after this at least, and each one later than the one before. */
const RETRY_MS = 3_000
/** What a large photo takes until it is stored. */
const PACE_MS = 500
const LONGEST_RETRY_MS = 60_000

type Waiter = { person: string; bytes: number; enter(): void }

const sending = new Map<string, number>()
let waiting: Waiter[] = []
let bytesInside = 0
/** The last moment that a person was told to come again. */
const comeAgain = new Map<string, number>()

/**
 * Lets an upload in before any of it is read. A person has two at once, and all together have 22 MB; the next one waits
 * up to ten seconds, in the order of arrival among those that fit.
 * @param person account, officer or, for the public, address
 * @param bytes as announced, or the most that is accepted
 * @param signal of the call: who hangs up waits no longer
 * @returns to be called once the upload has been answered
 * @throws AppError RATE_LIMITED with Retry-After, for the client to send it again
 */
export async function enterUploadRoom(
  person: string,
  bytes: number,
  signal: AbortSignal,
): Promise<() => void> {
  if (fits(person, bytes)) return admit(person, bytes)
  if (waiting.filter((waiter) => waiter.person === person).length >= WAITING_PER_PERSON) throw full(person)
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      waiting = waiting.filter((other) => other !== waiter)
      settle()
    }
    const giveUp = () => end(() => reject(full(person)))
    const waiter: Waiter = { person, bytes, enter: () => end(resolve) }
    const timer = setTimeout(giveUp, WAIT_MS)
    signal.addEventListener('abort', giveUp, { once: true })
    waiting.push(waiter)
  })
  return () => leave(person, bytes)
}

/** A file larger than the room enters an empty one. */
function fits(person: string, bytes: number): boolean {
  return (sending.get(person) ?? 0) < PER_PERSON && (bytesInside === 0 || bytesInside + bytes <= ROOM_BYTES)
}

function admit(person: string, bytes: number): () => void {
  sending.set(person, (sending.get(person) ?? 0) + 1)
  bytesInside += bytes
  return () => leave(person, bytes)
}

function leave(person: string, bytes: number): void {
  const left = (sending.get(person) ?? 1) - 1
  if (left > 0) sending.set(person, left)
  else sending.delete(person)
  bytesInside -= bytes
  for (const waiter of waiting) {
    if (!fits(waiter.person, waiter.bytes)) continue
    // Counted here and not when it wakes: otherwise the next one would find the same place empty.
    admit(waiter.person, waiter.bytes)
    waiter.enter()
  }
}

/**
 * A refused file is sent again whole, and is read again to be thrown away. A hundred of one person that all came back after
 * three seconds would be that every three seconds; each gets a moment of its own.
 */
function full(person: string): AppError {
  const now = performance.now()
  for (const [other, moment] of comeAgain) if (moment < now) comeAgain.delete(other)
  const next = Math.max(comeAgain.get(person) ?? 0, now + RETRY_MS) + PACE_MS
  const moment = Math.min(next, now + LONGEST_RETRY_MS)
  comeAgain.set(person, moment)
  const seconds = Math.ceil((moment - now) / 1000)
  return new AppError('RATE_LIMITED', {
    detail: `正在上传的文件较多，这个文件没有收下，请 ${seconds} 秒后再传`,
    retryAfterSeconds: seconds,
  })
}
