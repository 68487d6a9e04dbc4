import { randomInt, timingSafeEqual } from 'node:crypto'
import { AppError } from '@/lib/core/app-error'
import { chinaDay, chinaDayEnd } from '@/lib/core/clock'
import { findSetting } from '@/lib/features/setting/queries/settings'
import type { Tx } from '@/lib/server/database/db'
import { randomToken, sha256, tokenHash } from '@/lib/server/secrets/secrets'
import { phoneIndexOf } from '../queries'
import { HUMAN_CHECK_NUMBERS, HUMAN_CHECK_SECONDS } from '../rules'
import type { CodePurpose, HumanCheckDto, HumanCheckInput } from '../schema'
import { dayKey } from './code-caps'

/** What a check is for: valid for no other phone, and for no other purpose. */
type Of = { phoneIndex: string; purpose: CodePurpose }

/**
 * POST /human-checks: a sum for the phone: the number below `numbers` whose SHA-256 with the salt is `challenge`. Nothing is
 * stored; the salt carries its end, the signature says that it is ours and for whom. What it says is the same for every
 * phone.
 */
export function issueHumanCheck({ phone, purpose }: HumanCheckInput): HumanCheckDto {
  const salt = `${Date.now() + HUMAN_CHECK_SECONDS * 1000}.${randomToken(12)}.`
  const challenge = sha256(`${salt}${randomInt(0, HUMAN_CHECK_NUMBERS)}`)
  const signature = signatureOf({ phoneIndex: phoneIndexOf(phone), purpose }, salt, challenge)
  return { salt, challenge, signature, numbers: HUMAN_CHECK_NUMBERS, expiresInSeconds: HUMAN_CHECK_SECONDS }
}

const signatureOf = ({ phoneIndex, purpose }: Of, salt: string, challenge: string) =>
  tokenHash(`human-check:${purpose}:${phoneIndex}:${salt}:${challenge}`)

type Asked = Of & { address: string; humanCheck: string | undefined }

/**
 * Demands a solved check after suspicious use, by the setting `code-limits`: many codes today for this phone or from this
 * address, or many wrong ones for this phone.
 * @param asked.humanCheck `<salt><number>:<signature>` of a check, good once: used up by the commit of what it is for
 * @throws AppError HUMAN_CHECK_REQUIRED without one, with a wrong, foreign, old or used one
 */
export async function requireHuman(tx: Tx, { address, humanCheck, ...of }: Asked): Promise<void> {
  if (!(await isSuspicious(tx, of.phoneIndex, address))) return
  if (humanCheck === undefined) throw required('今天该手机号或您所在的网络获取验证码的次数较多')
  const salt = solvedSalt(of, humanCheck)
  if (!salt || !(await takeOnce(tx, salt))) throw required('自动验证没有通过，或者已经用过、过期')
}

/** Also read by people whose program does not know of the check. */
function required(why: string): AppError {
  const mend =
    '没有自动继续的，请再获取一次；仍不行的，请更新程序，或在登记系统的网页上获取（手机自动计算几秒，不需要看图）'
  return new AppError('HUMAN_CHECK_REQUIRED', { detail: `${why}，需要先完成自动验证。${mend}` })
}

async function isSuspicious(tx: Tx, phoneIndex: string, address: string): Promise<boolean> {
  const { checkAfterPhone, checkAfterAddress, checkAfterWrong } = await findSetting(tx, 'code-limits', null)
  const limits = new Map([
    [dayKey(phoneIndex), checkAfterPhone],
    [dayKey(tokenHash(`address:${address}`)), checkAfterAddress],
    [wrongKey(phoneIndex), checkAfterWrong],
  ])
  const rows = await tx.rateLimit.findMany({ where: { key: { in: [...limits.keys()] } } })
  return rows.some(({ key, points }) => points >= (limits.get(key) ?? Number.POSITIVE_INFINITY))
}

/** A wrong code, towards the phone's suspicion of the day; in the transaction that counts it. */
export async function countWrongOfDay(tx: Tx, phoneIndex: string): Promise<void> {
  const end = chinaDayEnd(chinaDay(new Date())).getTime()
  await tx.$executeRaw`
    INSERT INTO rate_limit AS r (key, points, expire) VALUES (${wrongKey(phoneIndex)}, 1, ${end})
    ON CONFLICT (key) DO UPDATE SET points = r.points + 1`
}

const wrongKey = (phoneIndex: string) => `wrong-${dayKey(phoneIndex)}`

/** The salt of a rightly solved check of this phone and purpose that has not ended. */
function solvedSalt(of: Of, humanCheck: string): string | null {
  const [, salt = '', end = '', number = '', signature = ''] =
    /^((\d{13})\.[\w-]{16}\.)(\d{1,9}):([\w-]{43})$/.exec(humanCheck) ?? []
  if (!salt || Number(end) < Date.now()) return null
  const expected = Buffer.from(signatureOf(of, salt, sha256(`${salt}${number}`)))
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
