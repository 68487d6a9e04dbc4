/** Pickup codes: at the counter, where they are looked up, and on every other way a text or a number of theirs could go. */
import { staffMay } from '@/lib/core/access'
import { STAFF_ROLES } from '@/lib/core/actor'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { CODE_WINDOW_MS, WRONG_CODES } from '@/lib/features/pickup/rules/code-limit'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { routes } from '@/testing/access-routes'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { Reply } from '../http-client'
import {
  type Attack,
  type Counts,
  comingFrom,
  FROM_WORDS,
  type From,
  type Guessed,
  guessAll,
  judge,
  type Outcome,
  sixDigits,
} from './guess'

const CODES = 1_000_000
const WAITING = 30
const DISTRICT = '110109'
const WINDOWS_OF_DAY = 86_400_000 / CODE_WINDOW_MS
const COUNTER = '/api/console/pickups/lookup'

export interface Waiting {
  pickupId: string
  filingId: string
  machineId: string
  code: string
}

export async function makeWaiting(): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  for (let n = 0; n < WAITING; n += 1) {
    const { id, pickupId, machineId, pickupCode } = await makeFiling(db(), 'APPROVED', {
      districtCode: DISTRICT,
    })
    if (!pickupId || !machineId || !pickupCode) throw new Error('an approved filing has no pickup')
    waiting.push({ pickupId, filingId: id, machineId, code: pickupCode })
  }
  return waiting
}

/** At the counter a guess finds if anything comes back. */
function counterOutcome(reply: Reply): Outcome {
  const outcome = judge(reply, 200, [])
  return outcome === 'found' && JSON.parse(reply.text).data.length === 0 ? 'wrong' : outcome
}

/**
 * A day at the counter, each half hour waited out.
 * @param officers of one bureau, all guessing
 */
export async function guessAtCounter(
  { http, count }: Attack,
  waiting: readonly Waiting[],
  officers: number,
  from: From,
): Promise<Guessed> {
  await db().rateLimit.deleteMany()
  const sessions: StaffSession[] = []
  for (let n = 0; n < officers; n += 1) sessions.push(await staffSession(db(), 'COUNTER', DISTRICT))
  const look = (code: string, at: number) =>
    http.send('POST', COUNTER, { ...sessions[at % officers]?.headers, ...comingFrom(from, at) }, { code })
  if (counterOutcome(await look(waiting[0]?.code ?? '', 0)) !== 'found')
    throw new Error('a right pickup code found nothing')
  const all: Counts = { found: 0, wrong: 0, refused: 0 }
  const each = Math.ceil(count / WINDOWS_OF_DAY)
  for (let window = 0; window < WINDOWS_OF_DAY; window += 1) {
    const guess = async (at: number) => counterOutcome(await look(sixDigits(), at))
    const counts = await guessAll(guess, each, window * each)
    for (const outcome of ['found', 'wrong', 'refused'] as const) all[outcome] += counts[outcome]
    // The clock goes on by a window.
    await db().$executeRaw`UPDATE rate_limit SET expire = expire - ${CODE_WINDOW_MS}`
  }
  const limit = officers === 1 ? WRONG_CODES.STAFF : WRONG_CODES.BUREAU
  return {
    secret: `pickup code, ${WAITING} waiting; counter`,
    guesser: `a day, ${officers === 1 ? 'one officer' : `${officers} officers of one bureau`}, ${FROM_WORDS[from]}`,
    guesses: each * WINDOWS_OF_DAY,
    compared: all.found + all.wrong,
    found: all.found,
    share: WAITING / CODES,
    // A code that finds something is not counted against its finder.
    most: limit * WINDOWS_OF_DAY + all.found,
  }
}

/** Where a code could be tried besides: as the text of a search, as the number of a row, as another search of the counter. */
function otherDoors(): ((code: string) => { endpoint: AnyEndpoint; path: string; body?: object })[] {
  const searches = routes
    .filter(({ endpoint: { query, body } }) => hasText(query) || hasText(body))
    .map(({ endpoint }) => (code: string) => {
      if (endpoint.method === 'GET') return { endpoint, path: `${endpoint.path}?q=${code}` }
      return { endpoint, path: endpoint.path, body: { q: code } }
    })
  const rows = routes
    .filter(({ endpoint: { path, auth, method } }) => {
      const read = method === 'GET' || path.startsWith('/api/console/pickups/')
      return auth === 'staff' && read && path.includes('{id}')
    })
    .map(({ endpoint }) => (code: string) => {
      const path = endpoint.path.replaceAll(/\{\w+\}/g, code)
      return endpoint.method === 'GET' ? { endpoint, path } : { endpoint, path, body: {} }
    })
  const lookup = routes.find(({ endpoint }) => endpoint.path === COUNTER)
  if (!lookup || searches.length === 0) throw new Error('no look-up at the counter, or no searches')
  const others = ['registrationNumber', 'phone', 'checkToken'].map((key) => (code: string) => {
    return { endpoint: lookup.endpoint, path: COUNTER, body: { [key]: code } }
  })
  return [...searches, ...rows, ...others]
}

const hasText = (schema: AnyEndpoint['query']): boolean => 'q' in (Reflect.get(schema ?? {}, 'shape') ?? {})

/** The right codes are among the guesses, at every door: none of them may lead to what it belongs to. */
export async function guessElsewhere({ http, count }: Attack, waiting: readonly Waiting[]): Promise<Guessed> {
  await db().rateLimit.deleteMany()
  const headersOf = new Map<string, Record<string, string>>()
  for (const role of STAFF_ROLES) headersOf.set(role, (await staffSession(db(), role, DISTRICT)).headers)
  const doors = otherDoors().flatMap((door) => {
    const { action } = door('0').endpoint
    const role = STAFF_ROLES.find(
      (each) => action && staffMay({ role: each, divisionCode: DISTRICT }, action),
    )
    return role ? [{ door, headers: headersOf.get(role) ?? {} }] : []
  })
  const tries = doors.flatMap((each) => waiting.map((right) => ({ ...each, right })))
  const guess = async (at: number): Promise<Outcome> => {
    const { door, headers, right } = tries[at % tries.length] as (typeof tries)[number]
    const code = at < tries.length ? right.code : sixDigits()
    const { endpoint, path, body } = door(code)
    const reply = await http.send(endpoint.method, path, { ...headers, ...comingFrom('many', at) }, body)
    if (reply.status >= 500) throw new Error(`${path} answered ${reply.status}`)
    const owner = waiting.find((one) => one.code === code)
    return owner && reply.status === 200 && leadsTo(reply.text, owner) ? 'found' : 'refused'
  }
  const guesses = Math.max(count, tries.length)
  const { found } = await guessAll(guess, guesses)
  return {
    secret: `pickup code, ${doors.length} other ways: searches, rows, papers, hand-over`,
    guesser: `officers of all roles; the first ${tries.length.toLocaleString('en')} with right codes`,
    guesses,
    compared: 0,
    found,
    share: 0,
    most: 0,
  }
}

const leadsTo = (text: string, { pickupId, filingId, machineId }: Waiting): boolean =>
  [pickupId, filingId, machineId].some((id) => text.includes(id))
