import { z } from 'zod'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { pool } from './connections'
import { checkedRows } from './rows'

/**
 * One clock for all servers: the database's. Times are made in many places, some of them not ours (Prisma's `@default(now())`, the
 * tokens of jose), and compared with what other servers have stored; so where this machine's clock is off, `Date` itself is
 * put right. On a machine whose clock agrees nothing is touched.
 */
const clockRow = z.object({ at: z.date() })

/** Milliseconds by which the database's clock is ahead of this machine's. */
let ahead = 0
/** The machine's own, while `Date` is put right. */
let machine: DateConstructor | undefined

const machineNow = () => (machine ?? Date).now()
const rightNow = () => machineNow() + ahead

function putRight(ms: number): void {
  ahead = ms
  if (machine) return
  machine = Date
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [rightNow()] : given, newTarget),
    get: (target, key) => (key === 'now' ? rightNow : Reflect.get(target, key)),
  })
}

/** Back to the machine's own clock, for tests. */
export function useMachineClock(): void {
  if (machine) globalThis.Date = machine
  machine = undefined
  ahead = 0
  known = undefined
}

/** A difference that people notice: worth a line in the log. */
const NOTABLE_MS = 1_000

/** Compares the clocks, and puts `Date` right where they differ by more than the time that asking takes. */
export async function measureClock(): Promise<void> {
  const before = machineNow()
  const [row] = checkedRows(clockRow, (await pool('readers').query('SELECT clock_timestamp() AS at')).rows)
  const after = machineNow()
  if (!row) return
  const at = row.at.getTime()
  // The database's answer has no parts of a millisecond.
  const [least, most] = [at - after, at - before + 1]
  if (ahead >= least && ahead <= most) return
  const ms = least <= 0 && most >= 0 ? 0 : (least + most) / 2
  if (Math.abs(ms - ahead) > NOTABLE_MS)
    log().warn({ machineBehindMs: Math.round(ms) }, 'the clock of this machine differs from the database’s')
  putRight(ms)
  metrics().clock.set(ms / 1000)
}

let known: Promise<void> | undefined

/** Before the first time is stored. @throws what the driver throws when the database is away */
export function clockKnown(): Promise<void> {
  known ??= measureClock().catch((error: unknown) => {
    known = undefined
    throw error
  })
  return known
}
