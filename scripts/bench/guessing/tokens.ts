/** Long secrets: tickets of the mini program, and tokens of the QR code on a card. Nothing but their length protects them. */

import { ticketHash } from '@/lib/features/account/queries'
import { db } from '@/lib/server/database/db'
import { randomToken } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import type { Reply } from '../http-client'
import { type Attack, comingFrom, FROM_WORDS, type From, type Guessed, guessAll, judge } from './guess'

const TICKETS = 1_000
const MACHINES = 100
/** As commands/session-tickets.ts makes them. */
const TICKET_BYTES = 32

type Send = (secret: string, from: Record<string, string>) => Promise<ReturnType<typeof judge>>

/** Guesses go round about to the doors that take such a secret; the right one opens each. */
async function guessRandom(
  { count }: Attack,
  doors: readonly Send[],
  right: string,
  fresh: () => string,
  from: From,
) {
  for (const door of doors)
    if ((await door(right, comingFrom('many', 3_000_000))) !== 'found')
      throw new Error('a right secret was refused')
  return guessAll((at) => (doors[at % doors.length] as Send)(fresh(), comingFrom(from, at)), count)
}

export async function guessTickets(attack: Attack, from: From): Promise<Guessed> {
  const { id: accountId } = await makeAccount(db())
  const expiresAt = new Date(Date.now() + 3_600_000)
  const right = randomToken(TICKET_BYTES)
  const others = Array.from({ length: TICKETS }, () => randomToken(TICKET_BYTES))
  const data = [right, ...others].map((ticket) => ({ hash: ticketHash(ticket), accountId, expiresAt }))
  await db().sessionTicket.createMany({ data })
  const door =
    (path: string, status: number): Send =>
    async (ticket, headers) =>
      judge(await attack.http.send('POST', path, headers, { ticket }), status, ['INVALID_CREDENTIALS'])
  // In this order: the second uses it up.
  const doors = [door('/api/v1/sessions/tickets/look', 200), door('/api/v1/sessions', 201)]
  const counts = await guessRandom(attack, doors, right, () => randomToken(TICKET_BYTES), from)
  return {
    secret: `ticket of the mini program, ${TICKETS.toLocaleString('en')} open; looked at and used`,
    guesser: FROM_WORDS[from],
    guesses: attack.count,
    compared: counts.found + counts.wrong,
    found: counts.found,
    share: TICKETS / 2 ** (TICKET_BYTES * 8),
    most: null,
  }
}

/** The page is read as a person would: it says so when there is no such registration, or when it was asked too often. */
function pageOutcome({ status, text }: Reply): ReturnType<typeof judge> {
  if (status !== 200) throw new Error(`the page was answered ${status}`)
  if (text.includes('核验过于频繁')) return 'refused'
  return text.includes('没有查到登记') ? 'wrong' : 'found'
}

export async function guessCheckTokens(attack: Attack, from: From): Promise<Guessed> {
  for (let n = 0; n < MACHINES; n += 1) await makeFiling(db(), 'COLLECTED')
  const { checkToken } = await db().machine.findFirstOrThrow({ select: { checkToken: true } })
  const { http } = attack
  const api: Send = async (token, headers) =>
    judge(await http.send('GET', `/api/v1/checks/${token}`, headers), 200, ['NOT_FOUND'])
  const page: Send = async (token, headers) => pageOutcome(await http.send('GET', `/check/${token}`, headers))
  const machines = await db().machine.count()
  const counts = await guessRandom(attack, [api, page], checkToken, () => randomToken(), from)
  return {
    secret: `token of a card’s QR code, ${machines} machines; API and page`,
    guesser: FROM_WORDS[from],
    guesses: attack.count,
    compared: counts.found + counts.wrong,
    found: counts.found,
    share: machines / 2 ** 128,
    most: null,
  }
}
