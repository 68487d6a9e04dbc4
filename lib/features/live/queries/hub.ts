import { setTimeout as pause } from 'node:timers/promises'
import type { StaffActor } from '@/lib/core/actor'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { type Happening, hears, type Visit } from '../rules/hears'
import type { LiveData, LiveEvent } from '../schema'
import { OVERLAP_MS, openTail } from './tail'
import { readVisits } from './visitors'

/** A taken row leaves the other screens within two seconds. */
const INTERVAL_MS = 1_000
/** Visits are read again over two intervals: a repeated event does no harm. */
const VISITS_SECONDS = (2 * INTERVAL_MS) / 1_000

export type Message = { event: LiveEvent; data: LiveData }

export type Listener = {
  actor: StaffActor
  /** Neither throws, whatever has become of the stream. */
  send(messages: readonly Message[]): void
  end(): void
}

const listeners = new Set<Listener>()
let following = false
/** For pages that open a stream: what happened while they were loading. */
let recent: { readAt: number; happenings: readonly Happening[] }[] = []

/**
 * Adds an open stream. While there is one, this process reads once a second what has happened: without a listener it asks
 * the database nothing, and the number of listeners does not matter to the database.
 * @returns removes it
 */
export function addListener(listener: Listener): () => void {
  listeners.add(listener)
  if (following)
    report(
      listener,
      recent.flatMap(({ happenings }) => happenings),
      [],
    )
  else void follow()
  return () => void listeners.delete(listener)
}

/** Ends all streams: browsers reconnect, to another server when this one stops. */
export function endStreams(): void {
  for (const listener of listeners) listener.end()
  listeners.clear()
}

async function follow(): Promise<void> {
  following = true
  let tail: Awaited<ReturnType<typeof openTail>> | null = null
  while (listeners.size > 0) {
    try {
      tail ??= await openTail()
      const visits = await readVisits(VISITS_SECONDS)
      const { happenings, staffIds } = await tail.read()
      endStreamsOf(staffIds)
      for (const listener of listeners) report(listener, happenings, visits)
      const now = Date.now()
      recent = [...recent.filter(({ readAt }) => now - readAt < OVERLAP_MS), { readAt: now, happenings }]
    } catch (error) {
      // Nothing is lost: the next reading starts where the last successful one ended.
      log().warn({ error: errorFacts(error) }, 'live events could not be read')
    }
    await pause(INTERVAL_MS, undefined, { ref: false })
  }
  recent = []
  following = false
}

/** Their role, area or session may be another one now: the new stream is opened with what holds. */
function endStreamsOf(staffIds: readonly string[]): void {
  const ended = new Set(staffIds)
  for (const listener of listeners) {
    if (!ended.has(listener.actor.id)) continue
    listeners.delete(listener)
    listener.end()
  }
}

function report({ actor, send }: Listener, happenings: readonly Happening[], visits: readonly Visit[]): void {
  const own = happenings.filter((one) => hears(actor, one))
  const messages: Message[] = own.map(({ kind, id, version }) => ({ event: kind, data: { id, version } }))
  if (own.length > 0) messages.push({ event: 'queues', data: {} })
  for (const visit of visits)
    if (hears(actor, visit)) messages.push({ event: 'presence', data: { id: visit.id } })
  if (messages.length > 0) send(messages)
}
