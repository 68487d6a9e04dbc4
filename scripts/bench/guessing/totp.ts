/** One-time codes of a member of staff whose password is known to the guesser. */
import { generate, generateSecret } from 'otplib'
import { TOTP_STEP_SECONDS, TOTP_TOLERANCE_SECONDS } from '@/lib/features/staff/schema/sign-in'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { deviceCookie } from '@/lib/server/session/device-cookie'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import {
  type Attack,
  comingFrom,
  FROM_WORDS,
  type From,
  type Guessed,
  guessAll,
  judge,
  sixDigits,
} from './guess'

const CODES = 1_000_000
/** The present one and those whose phone clock is a little late or early. */
const VALID_AT_ONCE = 1 + (2 * TOTP_TOLERANCE_SECONDS) / TOTP_STEP_SECONDS
const DAY_MS = 86_400_000
/** A lock is waited out this often; the last guesses come when the day is over and find it still locked. */
const ROUNDS = 100
/** The limits let no more through in a day: once an hour at last, after the free ones and those of the shorter locks. */
export const MOST_A_DAY = 100

/** `device`: on the person's own computer. */
export type Place = From | 'device'

export async function guessTotp({ http, count }: Attack, place: Place): Promise<Guessed> {
  await db().rateLimit.deleteMany()
  await db().signInTries.deleteMany()
  const secret = generateSecret()
  const { id, username } = await makeStaff(db(), 'SUPERVISOR', '110109')
  await db().staff.update({ where: { id }, data: { totpSecret: encrypt('staff.totpSecret', id, secret) } })
  const known: Record<string, string> =
    place === 'device' ? { cookie: deviceCookie('staff', null, id).split(';')[0] ?? '' } : {}
  const signIn = async (totp: string, from: Record<string, string>) => {
    const body = { username, password: FACTORY_PASSWORD, totp }
    const headers = { ...known, ...from }
    return judge(await http.send('POST', '/api/auth/callback/credentials', headers, body), 200, [
      'INVALID_CREDENTIALS',
    ])
  }
  if ((await signIn(await generate({ secret }), comingFrom('many', 4_000_000))) !== 'found')
    throw new Error('the right one-time code was refused')
  let found = 0
  let passedMs = 0
  const each = Math.ceil(count / ROUNDS)
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = place === 'many' ? 'many' : 'one'
    found += (await guessAll((at) => signIn(sixDigits(), comingFrom(from, at)), each, round * each)).found
    passedMs += await waitOut(DAY_MS - passedMs)
  }
  return {
    secret: 'one-time code (TOTP) of staff, password known',
    guesser: `a day at one name, ${place === 'device' ? 'on the person’s own computer' : FROM_WORDS[place]}`,
    guesses: each * ROUNDS,
    compared: await comparedOf(id),
    found,
    share: VALID_AT_ONCE / CODES,
    most: MOST_A_DAY,
  }
}

/**
 * Puts the clock forward until nothing is locked, as a patient guesser waits.
 * @param leftMs of the day; 0: nobody waits any more
 * @returns milliseconds waited
 */
async function waitOut(leftMs: number): Promise<number> {
  const { _max } = await db().signInTries.aggregate({ _max: { lockedUntil: true } })
  // The limits of requests are of one minute.
  const wanted = Math.max(60_000, (_max.lockedUntil?.getTime() ?? 0) - Date.now() + 1_000)
  const ms = Math.min(leftMs, wanted)
  if (ms <= 0) return 0
  await db().$executeRaw`
    UPDATE sign_in_tries SET "countedAt" = "countedAt" - make_interval(secs => ${ms / 1000}),
      "lockedUntil" = "lockedUntil" - make_interval(secs => ${ms / 1000})`
  await db().$executeRaw`UPDATE rate_limit SET expire = expire - ${Math.round(ms)}`
  return ms
}

/** Attempts that were judged, as the trail of the audit has them; those refused unread are recorded as another act. */
function comparedOf(staffId: string): Promise<number> {
  return db().auditEvent.count({
    where: { subjectId: staffId, action: { in: ['staff.sign-in-failed', 'staff.lock'] } },
  })
}
