import { z } from 'zod'
import { AppError } from '@/lib/core/app-error'
import { chinaDay, chinaDayEnd } from '@/lib/core/clock'
import { secondsUntil } from '@/lib/core/lock-out'
import { findSetting } from '@/lib/features/setting/queries/settings'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { CODES_A_DAY } from '../rules'
import type { CodePurpose } from '../schema'

const countRow = z.object({ points: z.int() })
/** What a message is for: a code's purpose, or another's that somebody's request sends to a phone. */
type Purpose = CodePurpose | 'INVITATION' | 'NOTICE'
type Cap = { key: string; limit: number; detail: string }

/** Of a counter of one day in China; expired rows are removed by the job that sweeps `rate_limit`. */
export const dayKey = (key: string, day = chinaDay(new Date())) => `codes-of-day:${day}:${key}`

const TOMORROW = '明天 0 点以后可以再获取'

/**
 * Counts a code against the limits of its day in China: of the phone for this purpose and for all, of the address, of
 * everybody. What a job sends has no address. In the transaction that sends it: a code that was not sent is not counted. The counter of everybody comes
 * last, since its row is locked until the commit; always in this order, so that no two wait for each other.
 * @throws AppError RATE_LIMITED saying which limit, and from when a code may be had again
 */
export async function countCodeOfDay(
  tx: Tx,
  { phoneIndex, purpose, address }: { phoneIndex: string; purpose: Purpose; address: string | null },
): Promise<void> {
  const { perPhone, perAddress, all } = await findSetting(tx, 'code-limits', null)
  const day = chinaDay(new Date())
  const isCode = purpose !== 'INVITATION' && purpose !== 'NOTICE'
  const otherwise = purpose === 'LOGIN' ? '；有密码的也可以用密码登录' : ''
  const caps: Cap[] = [
    {
      key: `${purpose}:${phoneIndex}`,
      limit: CODES_A_DAY,
      detail: `该手机号今天已获取 ${CODES_A_DAY} 次这类${isCode ? '验证码' : '短信'}，${TOMORROW}${otherwise}`,
    },
    {
      key: phoneIndex,
      limit: perPhone,
      detail: `该手机号今天已获取 ${perPhone} 次验证码，${TOMORROW}${otherwise}`,
    },
    ...(address === null
      ? []
      : [
          {
            key: tokenHash(`address:${address}`),
            limit: perAddress,
            detail: `从您所在的网络今天获取验证码的次数已达上限，${TOMORROW}；换一个网络（如手机流量）现在就可以${otherwise}`,
          },
        ]),
    { key: 'all', limit: all, detail: `今天全部用户获取验证码的次数已达上限，${TOMORROW}${otherwise}` },
  ]
  for (const cap of caps) await count(tx, day, cap)
}

async function count(tx: Tx, day: string, { key, limit, detail }: Cap): Promise<void> {
  const endOfDay = chinaDayEnd(day)
  const [row] = await rowsOf(tx, countRow)`
    INSERT INTO rate_limit AS r (key, points, expire)
    VALUES (${dayKey(key, day)}, 1, ${endOfDay.getTime()})
    ON CONFLICT (key) DO UPDATE SET points = r.points + 1
    RETURNING points`
  if (row && row.points > limit)
    throw new AppError('RATE_LIMITED', { detail, retryAfterSeconds: secondsUntil(endOfDay) })
}
