import { randomInt } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { solveHumanCheck } from '@/lib/client/human-check'
import { PUBLIC, type StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { issueHumanCheck } from '@/lib/features/account/commands/human-check'
import { openSession } from '@/lib/features/account/commands/open-session'
import { sendCode } from '@/lib/features/account/commands/send-code'
import { CODE_TRIES, CODES_A_DAY } from '@/lib/features/account/rules'
import { checkMachine } from '@/lib/features/check/queries'
import { lookUp } from '@/lib/features/pickup/commands/look-up'
import { WRONG_CODES } from '@/lib/features/pickup/rules/code-limit'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { randomToken } from '@/lib/server/secrets/secrets'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { ownerSession } from './owner-session'
import { staffSession } from './staff-session'

/**
 * How far guessing gets: so many guesses of each kind of secret, as many at once as a program would make, against what is
 * really there. `GUESSES=20000` for docs/benchmarks.md. Each line says how many were answered at all, how many found
 * something, and how many chance would find among those that were answered.
 */
const GUESSES = Number(process.env.GUESSES ?? 2_000)
const AT_ONCE = 20

afterAll(stopWorkers)

type Outcome = 'found' | 'wrong' | 'refused'

async function guess(
  one: (at: number) => Promise<Outcome>,
  count = GUESSES,
): Promise<Record<Outcome, number>> {
  const counts = { found: 0, wrong: 0, refused: 0 }
  let next = 0
  const lane = async () => {
    for (let at = next++; at < count; at = next++) counts[await one(at)] += 1
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return counts
}

/** What the error of a guess says; anything but a refusal is a fault of the test. */
function outcomeOf(error: unknown, wrong: string[]): Outcome {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'LOCKED' || error.code === 'RATE_LIMITED') return 'refused'
  if (wrong.includes(error.code)) return 'wrong'
  throw error
}

function report(what: string, { found, wrong, refused }: Record<Outcome, number>, chance: number): void {
  const line = `${what}: ${GUESSES} guesses, ${found + wrong} answered, ${refused} refused, ${found} found, by chance ${chance.toPrecision(2)}`
  process.stdout.write(`guessing · ${line}\n`)
}

/** After some wrong ones each code costs the guesser a sum, which a program does, too. */
async function humanCheckOf(phone: string): Promise<string> {
  return (await solveHumanCheck(issueHumanCheck({ phone, purpose: 'LOGIN' }), () => undefined)) ?? ''
}

const sixDigits = () => String(randomInt(0, 1_000_000)).padStart(6, '0')

it('codes of a text message: five answers each, ten codes a day', async () => {
  const { phone } = await makeAccount(db())
  let judged = 0
  const all = { found: 0, wrong: 0, refused: 0 }
  // The guesser asks for another code whenever one is spent, as often as it may.
  for (let sent = 0; sent < CODES_A_DAY; sent += 1) {
    await sendCode(PUBLIC, { phone, purpose: 'LOGIN', humanCheck: await humanCheckOf(phone) }, '192.0.2.20')
    await db().verificationCode.updateMany({ data: { sentAt: new Date(Date.now() - 61_000) } })
    const counts = await guess(async () => {
      const body = { phone, code: sixDigits() }
      return openSession(PUBLIC, body).then(
        (): Outcome => 'found',
        (error: unknown) => outcomeOf(error, ['INVALID_CREDENTIALS']),
      )
    }, GUESSES / CODES_A_DAY)
    const { attempts, consumedAt } = await db().verificationCode.findFirstOrThrow({
      where: { purpose: 'LOGIN' },
      orderBy: { sentAt: 'desc' },
    })
    expect(attempts).toBeLessThanOrEqual(CODE_TRIES)
    judged += attempts + (consumedAt ? 1 : 0)
    expect(counts.found).toBeLessThanOrEqual(consumedAt ? 1 : 0)
    all.found += counts.found
  }
  const humanCheck = await humanCheckOf(phone)
  await expect(sendCode(PUBLIC, { phone, purpose: 'LOGIN', humanCheck }, '192.0.2.20')).rejects.toMatchObject(
    {
      code: 'RATE_LIMITED',
    },
  )
  // The sentence of a refused sign-in is the same for a spent code: how many were compared is in the rows.
  report(
    'code of a text message',
    { ...all, wrong: judged - all.found, refused: GUESSES - judged },
    judged / 1_000_000,
  )
  // A day of it: fifty of a million.
  expect(judged).toBeLessThanOrEqual(CODE_TRIES * CODES_A_DAY)
})

it('tickets of the mini program: 256 bits', async () => {
  const { id: accountId } = await ownerSession(db())
  const expiresAt = new Date(Date.now() + 3_600_000)
  const data = Array.from({ length: 1_000 }, () => ({ hash: randomToken(32), accountId, expiresAt }))
  await db().sessionTicket.createMany({ data })
  const counts = await guess(() =>
    openSession(PUBLIC, { ticket: randomToken(32) }).then(
      (): Outcome => 'found',
      (error: unknown) => outcomeOf(error, ['INVALID_CREDENTIALS']),
    ),
  )
  report('ticket', counts, (GUESSES * data.length) / 2 ** 256)
  expect(counts.found).toBe(0)
})

it('tokens of the QR code on a card: 128 bits', async () => {
  for (let n = 0; n < 20; n += 1) await makeFiling(db(), 'COLLECTED')
  const counts = await guess(() =>
    checkMachine(randomToken()).then(
      (): Outcome => 'found',
      (error: unknown) => outcomeOf(error, ['NOT_FOUND']),
    ),
  )
  report('check token', counts, (GUESSES * 20) / 2 ** 128)
  expect(counts.found).toBe(0)
})

it('pickup codes at the counter: ten answers for an officer, forty for a bureau, then none for half an hour', async () => {
  await db().rateLimit.deleteMany({ where: { key: { startsWith: 'pickup-code:' } } })
  const waiting = 30
  for (let n = 0; n < waiting; n += 1) await makeFiling(db(), 'APPROVED', { districtCode: '110109' })
  const officers: StaffActor[] = []
  for (let n = 0; n < 8; n += 1) {
    const { headers } = await staffSession(db(), 'COUNTER', '110109')
    const actor = await findStaffActor(headers.cookie?.split('=')[1] ?? '')
    if (actor) officers.push({ ...actor, bureauId: officers[0]?.bureauId ?? actor.bureauId })
  }
  // All officers of one bureau guess together, each from an address of its own.
  const counts = await guess((at) => {
    const actor = officers[at % officers.length] as StaffActor
    return lookUp(actor, { code: sixDigits() }, `198.51.100.${at % officers.length}`).then(
      ({ data }): Outcome => (data.length > 0 ? 'found' : 'wrong'),
      (error: unknown) => outcomeOf(error, []),
    )
  })
  report('pickup code', counts, ((counts.found + counts.wrong) * waiting) / 1_000_000)
  expect(counts.wrong).toBeLessThanOrEqual(WRONG_CODES.BUREAU)
  // By chance one run in nine hundred finds one; two, never seen.
  expect(counts.found).toBeLessThanOrEqual(1)
})
