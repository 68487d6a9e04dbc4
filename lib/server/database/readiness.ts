import { readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { pool } from './connections'
import { answeredWithin } from './pooled-client'
import { checkedRows } from './rows'

/** A load balancer probes every few seconds and must not wait for a hanging database. */
const TIMEOUT_MS = 2_000

/** What a load balancer is told, and the operator who asks by hand. */
export const READINESS = {
  ready: '可以提供服务',
  unreachable: '连不上数据库，或者数据库两秒内没有答复',
  'not-migrated': '数据库结构还没有升级到这个版本',
  recovering: '数据库正在恢复，或者连到的是备库，只能查询',
  'read-only': '数据库被设为只读，不能保存',
} as const
export type Readiness = keyof typeof READINESS

const stateRow = z.object({
  recovering: z.boolean(),
  readOnly: z.boolean(),
  applied: z.array(z.string()),
})

const STATE = `
  SELECT pg_is_in_recovery() AS recovering, current_setting('transaction_read_only') = 'on' AS "readOnly",
    ARRAY(SELECT migration_name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied`

let expected: string[] | undefined

/** The migrations that this build was written for. */
function expectedMigrations(): string[] {
  expected ??= readdirSync(path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations'), {
    withFileTypes: true,
  })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return expected
}

/** An answer is valid this long: a thousand callers in a second are one question to the database. */
const VALID_MS = 1_000

let probing: Promise<Readiness> | undefined
let last: { status: Readiness; at: number } | undefined

/**
 * Would a request be served: is the database reached within two seconds by the pool that serves, does it take writes, and is
 * it migrated? At most one probe runs, and its answer is given for a second. A pool so busy that the probe gets no turn has
 * the answer it had before, as long as the database goes on answering others: load is no reason to take a server out of service.
 */
export async function findReadiness(): Promise<Readiness> {
  if (last && performance.now() - last.at < VALID_MS) return last.status
  probing ??= Promise.race([probe(), timeout()]).finally(() => {
    probing = undefined
  })
  const status = await probing
  last = { status, at: performance.now() }
  return status
}

function timeout(): Promise<Readiness> {
  return new Promise((resolve) => {
    AbortSignal.timeout(TIMEOUT_MS).addEventListener('abort', () => resolve(busyOrAway()), { once: true })
  })
}

function busyOrAway(): Readiness {
  return last && answeredWithin(TIMEOUT_MS) ? last.status : 'unreachable'
}

async function probe(): Promise<Readiness> {
  try {
    // By it a dead connection of the pool is found before a request gets it.
    const asked = { text: STATE, query_timeout: TIMEOUT_MS }
    const [state] = checkedRows(stateRow, (await pool('readers').query(asked)).rows)
    if (!state) return 'unreachable'
    if (state.recovering) return 'recovering'
    if (state.readOnly) return 'read-only'
    const applied = new Set(state.applied)
    return expectedMigrations().every((name) => applied.has(name)) ? 'ready' : 'not-migrated'
  } catch (error) {
    // 42P01: no such table.
    return error instanceof Error && 'code' in error && error.code === '42P01'
      ? 'not-migrated'
      : 'unreachable'
  }
}
