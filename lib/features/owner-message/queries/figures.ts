import { z } from 'zod'
import { DAY_MS } from '@/lib/core/clock'
import { readRows } from '@/lib/server/database/db'
import type { MessageFigures } from '../schema'

const row = z.object({
  state: z.enum(['WAITING', 'SENDING', 'SENT', 'FAILED', 'DROPPED']),
  why: z.string().nullable(),
  count: z.int(),
})

/** Text messages of the last seven days, of the whole country: the rules are national, and no message names a place. */
export async function getMessageFigures(): Promise<MessageFigures> {
  const since = new Date(Date.now() - 7 * DAY_MS)
  const rows = await readRows(row)`
    SELECT state::text AS state, why, count(*)::int AS count FROM owner_message
    WHERE "createdAt" >= ${since} GROUP BY state, why ORDER BY count DESC, why`
  const total = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((all, { count }) => all + count, 0)
  const reasons = (state: string) =>
    rows.flatMap((each) => (each.state === state ? [{ why: each.why ?? '', count: each.count }] : []))
  return {
    since: since.toISOString(),
    waiting: total('WAITING', 'SENDING'),
    sent: total('SENT'),
    failed: total('FAILED'),
    dropped: reasons('DROPPED'),
    failures: reasons('FAILED').slice(0, 10),
  }
}
