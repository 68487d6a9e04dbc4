import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaMinute } from '@/lib/core/clock'
import { secondsUntil } from '@/lib/core/lock-out'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { CODE_WINDOW_MS, type CodeGuesser, codeLimitText, WRONG_CODES } from '../rules/code-limit'

const GUESSERS = ['STAFF', 'BUREAU', 'ADDRESS'] as const
const counter = z.object({ key: z.string(), points: z.int(), expire: z.bigint() })

function keysOf(actor: StaffActor, address: string): Record<CodeGuesser, string> {
  return {
    STAFF: `pickup-code:staff:${actor.id}`,
    BUREAU: `pickup-code:bureau:${actor.bureauId}`,
    ADDRESS: `pickup-code:address:${tokenHash(`address:${address}`)}`,
  }
}

/**
 * Takes the counters of officer, bureau and address, always in this order; others of them wait until the transaction
 * ends, so that of many look-ups at once no more than allowed are answered.
 * @returns why no code may be looked up now, or null
 */
export async function codeRefusal(tx: Tx, actor: StaffActor, address: string): Promise<AppError | null> {
  const keys = keysOf(actor, address)
  for (const who of GUESSERS)
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${keys[who]}, 0))`
  const rows = await rowsOf(tx, counter)`
    SELECT key, points, expire FROM rate_limit
    WHERE key = ANY(${Object.values(keys)}) AND expire > ${Date.now()}`
  const full = GUESSERS.find((who) =>
    rows.some(({ key, points }) => key === keys[who] && points >= WRONG_CODES[who]),
  )
  if (!full) return null
  const until = new Date(Number(rows.find(({ key }) => key === keys[full])?.expire ?? Date.now()))
  return new AppError('LOCKED', {
    detail: codeLimitText(full, chinaMinute(new Date(until.getTime() + 60_000))),
    retryAfterSeconds: secondsUntil(until),
  })
}

/** Counts a code that belongs to no pickup of the officer's area, with its audit row. Half an hour begins with the first. */
export async function countWrongCode(tx: Tx, actor: StaffActor, address: string): Promise<void> {
  const keys = keysOf(actor, address)
  const now = Date.now()
  let own = 0
  for (const who of GUESSERS) {
    const [row] = await rowsOf(tx, z.object({ points: z.int() }))`
      INSERT INTO rate_limit AS r (key, points, expire) VALUES (${keys[who]}, 1, ${now + CODE_WINDOW_MS})
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r.expire > ${now} THEN r.points + 1 ELSE 1 END,
        expire = CASE WHEN r.expire > ${now} THEN r.expire ELSE ${now + CODE_WINDOW_MS} END
      RETURNING points`
    if (who === 'STAFF') own = row?.points ?? 0
  }
  await audit(tx, actor, {
    action: 'pickup.wrong-code',
    subjectType: 'bureau',
    subjectId: actor.bureauId,
    districtCode: actor.divisionCode,
    details: { wrong: own },
  })
}
