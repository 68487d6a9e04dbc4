/**
 * 我的机械 of an account with thousands: the list, its pages, searches and filters through the route, turn about with the same
 * statements by the bare driver.
 */
import type { Route } from '@/lib/server/http/define-route'
import { callRoute } from '@/testing/call-route'
import { makeManyMachines } from '@/testing/many-machines'
import { say } from '../../lib/say'
import { quantile } from '../measure'
import { record, watchDriver } from '../record'
import { openConnections, replay } from '../replay'
import { table } from '../report'

type Query = Record<string, string>
type Page = { data: { registrationNumber: string }[]; nextCursor: string | null }
const ROUNDS = 40
/** Prepared statements are planned five times before a plan stays. */
const WARM_UP = 8

type Given = { url: string; token: string; accountId: string; own: number; others: number; rounds?: number }

/** @returns the table, and how PostgreSQL reads the first search */
export async function measureOwnMachines(given: Given): Promise<string> {
  const { db } = await import('@/lib/server/database/db')
  const { dossierRoutes } = await import('@/lib/features/dossier/routes')
  const { url, token, accountId, own, others, rounds = ROUNDS } = given
  await makeManyMachines(db(), own + others)
  await db().$executeRaw`
    UPDATE machine SET "ownerId" = ${accountId}::uuid
    WHERE id IN (SELECT id FROM machine WHERE "numberBody" ~ '^[0-9]+$' ORDER BY "checkToken" LIMIT ${own}::int)`
  await db().$executeRawUnsafe('ANALYZE machine')
  watchDriver()
  const [connection] = await openConnections(url, 1)
  if (!connection) throw new Error('no connection')
  try {
    const rows: string[][] = []
    for (const [title, query] of await questions(dossierRoutes.listMachines, token)) {
      const ask = async () => {
        const answer = await callRoute<Page>(dossierRoutes.listMachines, { token, query })
        if (answer.status !== 200) throw new Error(`${title}: ${answer.status}`)
        return answer.body
      }
      let found = 0
      const script = (
        await record(async () => {
          found = (await ask()).data.length
        })
      ).filter(({ text }) => !text.includes('account_session'))
      const api: number[] = []
      const bare: number[] = []
      for (let round = -WARM_UP; round < rounds; round++) {
        const times = [await timed(ask), await timed(() => replay(connection, script))] as const
        if (round < 0) continue
        api.push(times[0])
        bare.push(times[1])
      }
      const ms = (times: number[], share: number) => quantile(times, share).toFixed(1)
      const line = [title, String(found), ms(api, 0.5), ms(api, 0.99), ms(bare, 0.5), ms(bare, 0.99)]
      say(`  ${line.join(' | ')}`)
      rows.push(line)
      const plan = await planOf(connection, script)
      if (plan) say(plan)
    }
    return table(['Question', 'rows', 'API p50 ms', 'p99 ms', 'Bare pg p50 ms', 'p99 ms'], rows)
  } finally {
    await connection.end()
  }
}

async function questions(route: Route, token: string): Promise<[string, Query][]> {
  const page = async (query: Query) => (await callRoute<Page>(route, { token, query })).body
  let cursor = ''
  for (let n = 0; n < 25; n++) {
    const next = await page({ limit: '100', ...(cursor ? { cursor } : {}) })
    if (!next.nextCursor) break
    cursor = next.nextCursor
  }
  const number = (await page({ limit: '1', cursor })).data[0]?.registrationNumber ?? ''
  return [
    ['first page', {}],
    ['a page in the middle', { cursor }],
    ['by registration number', { q: number }],
    ['by part of a serial', { q: 'SD-160012' }],
    ['by a name that all bear', { q: '挖掘机' }],
    ['by a word that none bears', { q: '没有这样的' }],
    ['of one category', { categoryCode: 'CRANE' }],
    ['of one status', { status: 'REVOKED' }],
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

type Connection = Awaited<ReturnType<typeof openConnections>>[number]

/** Of the statement that finds the machines. */
async function planOf(connection: Connection, script: Awaited<ReturnType<typeof record>>): Promise<string> {
  const statement = script.find(
    ({ text }) => /FROM\s+("public"\.)?"?machine"?\s/i.test(text) && text.includes('ownerId'),
  )
  if (!statement) return ''
  const { rows } = await connection.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${statement.text}`,
    statement.values,
  )
  return rows.map((row) => `    ${row['QUERY PLAN']}`).join('\n')
}
