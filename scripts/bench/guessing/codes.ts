/** One-time codes of a text message, for every purpose. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { solveHumanCheck } from '@/lib/client/human-check'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { CODE_TRIES, CODES_A_DAY } from '@/lib/features/account/rules'
import type { CodePurpose } from '@/lib/features/account/schema'
import { db } from '@/lib/server/database/db'
import { accountRow } from '@/prisma/factories/account'
import type { Reply } from '../http-client'
import { type Ask, signInTarget, TARGETS, type Target } from './code-targets'
import {
  type Attack,
  type Counts,
  comingFrom,
  errorOf,
  FROM_WORDS,
  type From,
  type Guessed,
  guessAll,
  sixDigits,
} from './guess'

const CODES = 1_000_000
const MINUTE_MS = 60_000

/** Addresses that codes are asked for from, apart from those of the guesses. */
let asked = 2_000_000

function ask({ http }: Attack, { path, headers, body }: Ask, from: Record<string, string>): Promise<Reply> {
  return http.send('POST', path, { ...headers, ...from }, body)
}

/** Has a code sent; after some wrong ones that costs a sum, which a program does, too. */
async function sendCode(attack: Attack, { phone, purpose, send }: Target): Promise<void> {
  const from = comingFrom('many', asked++)
  const again = async () => {
    const sum = { path: '/api/v1/human-checks', body: { phone, purpose } }
    const { text } = await ask(attack, sum, from)
    const humanCheck = await solveHumanCheck(JSON.parse(text), () => undefined)
    return ask(attack, { ...send, body: { ...send.body, humanCheck } }, from)
  }
  const first = await ask(attack, send, from)
  const sent = first.status === 428 ? await again() : first
  if (sent.status !== 202) throw new Error(`no code for ${purpose}: ${sent.status} ${sent.text}`)
}

/** The code in the last message to a phone. */
function codeOf({ dataDir }: Attack, { phone, purpose }: Target): string {
  const lines = readFileSync(path.join(dataDir, 'outbox.jsonl'), 'utf8').trim().split('\n')
  const messages = lines.map((line) => JSON.parse(line)).filter((message) => message.to === phone)
  const { code } = messages.findLast((message) => message.purpose === purpose) ?? {}
  if (typeof code !== 'string' || code === '') throw new Error(`nothing was sent for ${purpose}`)
  return code
}

const rowOf = ({ phone, purpose }: Target) =>
  ({ phoneIndex_purpose: { phoneIndex: phoneIndexOf(phone), purpose } }) as const

/** How often the present code of a target was compared: wrong ones and, if it is used, the right one. */
async function comparedOf(target: Target): Promise<number> {
  const { attempts, consumedAt } = await db().verificationCode.findUniqueOrThrow({ where: rowOf(target) })
  return attempts + (consumedAt ? 1 : 0)
}

/** That these are the doors: the right code opens each. */
async function requireRightCode(attack: Attack, target: Target): Promise<void> {
  await sendCode(attack, target)
  const reply = await ask(attack, target.guess(codeOf(attack, target)), comingFrom('many', asked++))
  if (target.outcome(reply) !== 'found')
    throw new Error(`the right code for ${target.purpose} was refused: ${reply.status} ${reply.text}`)
}

/** A day at one phone: another code is asked for whenever one is spent, as often as that is allowed. */
export async function guessCodes(attack: Attack, purpose: CodePurpose, from: From): Promise<Guessed> {
  await requireRightCode(attack, await TARGETS[purpose]())
  const target = await TARGETS[purpose]()
  const result = { compared: 0, found: 0 }
  const each = Math.ceil(attack.count / CODES_A_DAY)
  for (let sent = 0; sent < CODES_A_DAY; sent += 1) {
    await sendCode(attack, target)
    const guess = async (at: number) =>
      target.outcome(await ask(attack, target.guess(sixDigits()), comingFrom(from, at)))
    const counts: Counts = await guessAll(guess, each, sent * each)
    result.compared += await comparedOf(target)
    result.found += counts.found
    const sentAt = new Date(Date.now() - MINUTE_MS - 1_000)
    await db().verificationCode.update({ where: rowOf(target), data: { sentAt } })
  }
  const eleventh = await ask(attack, target.send, comingFrom('many', asked++))
  if (!['RATE_LIMITED', 'HUMAN_CHECK_REQUIRED'].includes(errorOf(eleventh.text)))
    throw new Error(`an eleventh code was sent: ${eleventh.status}`)
  return {
    secret: `code of a text message, ${purpose}`,
    guesser: `a day at one phone, ${FROM_WORDS[from]}`,
    guesses: each * CODES_A_DAY,
    ...result,
    share: 1 / CODES,
    most: CODE_TRIES * CODES_A_DAY,
  }
}

/** Five guesses at each of very many phones: nothing limits them but how many codes are sent in a day. */
export async function guessManyPhones(attack: Attack): Promise<Guessed> {
  const phones = Math.ceil(attack.count / CODE_TRIES)
  const rows = await Promise.all(Array.from({ length: phones }, () => accountRow()))
  await db().account.createMany({ data: rows.map(({ row }) => row) })
  const targets = rows.map(signInTarget)
  const result = { compared: 0, found: 0 }
  const spray = async (at: number) => {
    const target = targets[at] as Target
    await sendCode(attack, target)
    for (let n = 0; n < CODE_TRIES; n += 1) {
      const reply = await ask(attack, target.guess(sixDigits()), comingFrom('many', at * CODE_TRIES + n))
      if (target.outcome(reply) === 'found') result.found += 1
    }
    // Others add to the sum while this one waits.
    const compared = await comparedOf(target)
    result.compared += compared
    return 'wrong' as const
  }
  await guessAll(spray, phones)
  return {
    secret: 'code of a text message, LOGIN',
    guesser: `five at each of ${phones.toLocaleString('en')} phones, ${FROM_WORDS.many}`,
    guesses: phones * CODE_TRIES,
    ...result,
    share: 1 / CODES,
    most: null,
  }
}
