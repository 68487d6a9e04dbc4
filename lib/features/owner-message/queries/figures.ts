import { z } from 'zod'
import { DAY_MS } from '@/lib/core/clock'
import { readRows } from '@/lib/server/database/db'
import { miniProgram } from '@/lib/server/outside/wechat/app'
import type { ChannelFigures, MessageFigures } from '../schema'

const row = z.object({
  channel: z.enum(['sms', 'wechat']),
  state: z.enum(['WAITING', 'SENDING', 'SENT', 'FAILED', 'DROPPED']),
  why: z.string().nullable(),
  count: z.int(),
})

/** Messages of the last seven days, of the whole country: the rules are national, and no message names a place. */
export async function getMessageFigures(): Promise<MessageFigures> {
  const since = new Date(Date.now() - 7 * DAY_MS)
  const rows = await readRows(row)`
    SELECT 'sms' AS channel, state::text AS state, why, count(*)::int AS count FROM owner_message
    WHERE "createdAt" >= ${since} GROUP BY state, why
    UNION ALL
    SELECT 'wechat', state::text, why, count(*)::int FROM wechat_message
    WHERE "createdAt" >= ${since} GROUP BY state, why
    ORDER BY count DESC, why`
  const of = (channel: Row['channel']) => figuresOf(rows.filter((each) => each.channel === channel))
  return { since: since.toISOString(), ...of('sms'), wechat: miniProgram() ? of('wechat') : null }
}

type Row = z.output<typeof row>

function figuresOf(rows: readonly Row[]): ChannelFigures {
  const total = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((all, { count }) => all + count, 0)
  const reasons = (state: string) =>
    rows.flatMap((each) => (each.state === state ? [{ why: each.why ?? '', count: each.count }] : []))
  return {
    waiting: total('WAITING', 'SENDING'),
    sent: total('SENT'),
    failed: total('FAILED'),
    dropped: reasons('DROPPED'),
    failures: reasons('FAILED').slice(0, 10),
  }
}
