import { randomInt, timingSafeEqual } from 'node:crypto'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import type { Tx } from '@/lib/server/database/db'
import { randomToken, sha256, tokenHash } from '@/lib/server/secrets/secrets'
import { HUMAN_CHECK_NUMBERS, HUMAN_CHECK_SECONDS, SUSPICIOUS } from '../rules'
import type { HumanCheckDto } from '../schema'

/**
 * POST /human-checks: a sum that takes a browser a few seconds and a program of thousands of requests hours: the number
 * below `numbers` whose SHA-256 with the salt is `challenge`. Nothing is stored; the salt carries its end, the signature
 * says that it is ours.
 */
export async function issueHumanCheck(): Promise<HumanCheckDto> {
  const salt = `${Date.now() + HUMAN_CHECK_SECONDS * 1000}.${randomToken(12)}.`
  const challenge = sha256(`${salt}${randomInt(0, HUMAN_CHECK_NUMBERS)}`)
  const signature = signatureOf(salt, challenge)
  return { salt, challenge, signature, numbers: HUMAN_CHECK_NUMBERS, expiresInSeconds: HUMAN_CHECK_SECONDS }
}

const signatureOf = (salt: string, challenge: string) => tokenHash(`human-check:${salt}:${challenge}`)

type Asked = { phoneIndex: string; address: string; humanCheck: string | undefined }

/**
 * Demands a solved check after suspicious use: many codes today for this phone or from this address, or many wrong ones.
 * The answer says nothing of the phone that its own counters do not.
 * @param asked.humanCheck `<salt><number>:<signature>` of a check, good once
 * @throws AppError HUMAN_CHECK_REQUIRED without one, with a wrong, old or used one
 */
export async function requireHuman(tx: Tx, { phoneIndex, address, humanCheck }: Asked): Promise<void> {
  const day = chinaDay(new Date())
  const limits = new Map([
    [`codes-of-day:${day}:${phoneIndex}`, SUSPICIOUS.codesOfPhone],
    [`codes-of-day:${day}:${tokenHash(`address:${address}`)}`, SUSPICIOUS.codesOfAddress],
    [wrongKey(day, phoneIndex), SUSPICIOUS.wrongOfPhone],
  ])
  const rows = await tx.rateLimit.findMany({ where: { key: { in: [...limits.keys()] } } })
  if (!rows.some(({ key, points }) => points >= (limits.get(key) ?? Number.POSITIVE_INFINITY))) return
  const salt = solvedSalt(humanCheck)
  const first = salt && (await takeOnce(tx, salt))
  if (!first)
    throw new AppError('HUMAN_CHECK_REQUIRED', {
      detail: '获取验证码的次数较多，请先完成自动验证：手机会计算几秒，不需要看图或输入',
    })
}

/** A wrong code, towards the phone's suspicion of the day; in the transaction that counts it. */
export async function countWrongOfDay(tx: Tx, phoneIndex: string): Promise<void> {
  const key = wrongKey(chinaDay(new Date()), phoneIndex)
  await tx.$executeRaw`
    INSERT INTO rate_limit AS r (key, points, expire) VALUES (${key}, 1, ${Date.now() + 86_400_000})
    ON CONFLICT (key) DO UPDATE SET points = r.points + 1`
}

const wrongKey = (day: string, phoneIndex: string) => `wrong-codes-of-day:${day}:${phoneIndex}`

/** The salt of a rightly solved check that has not ended. */
function solvedSalt(humanCheck: string | undefined): string | null {
  const [, salt = '', end = '', number = '', signature = ''] =
    /^((\d{13})\.[\w-]{16}\.)(\d{1,9}):([\w-]{43})$/.exec(humanCheck ?? '') ?? []
  if (!salt || Number(end) < Date.now()) return null
  const expected = Buffer.from(signatureOf(salt, sha256(`${salt}${number}`)))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? salt : null
}

async function takeOnce(tx: Tx, salt: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    INSERT INTO rate_limit (key, points, expire)
    VALUES (${`human-check:${sha256(salt)}`}, 1, ${Date.now() + HUMAN_CHECK_SECONDS * 1000})
    ON CONFLICT (key) DO NOTHING`
  return taken === 1
}
