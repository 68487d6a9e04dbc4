import { z } from 'zod'
import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { actsWaitingFor } from '@/lib/features/second-person/policy'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { QUEUE_SLUGS, type QueueSlug, type queuesEndpoint } from '../schema/console'
import { changesWaiting } from './changes-waiting'
import { countDuplicates } from './duplicate-count'
import { mattersWaiting } from './matters-waiting'
import { queueCondition } from './queue-table'

const queueCount = z.object({ slug: z.string(), count: z.int() })

/** Counts are exact up to here, so that the workbench stays fast in a province with years of records. */
const COUNT_CAP = 10_000

/** What waits for this officer as the second person (lib/features/second-person). */
function actsWaiting(actor: StaffActor, now: Date): Prisma.Sql {
  const { kind, divisionCode } = actsWaitingFor(actor, now)
  return Prisma.sql`pending_act a WHERE a.state = 'WAITING' AND a.kind::text = ANY(${kind.in}::text[])
    AND starts_with(a."divisionCode", ${divisionCode.startsWith}) AND a."askedById" <> ${actor.id}::uuid AND a."lapsesAt" > ${now}`
}

/**
 * The number of filings in each queue that the actor may open. Added with the right to read them:
 * `waiting`, filings waiting for collection, `changes`, submitted changes with the time of the oldest, `confirmations`, acts waiting for
 * this officer as the second person, and those of `mattersWaiting`. A count never exceeds COUNT_CAP.
 * That of duplicates may be up to a minute old where thousands of filings are open (countDuplicates).
 */
export async function countQueues(actor: StaffActor): Promise<z.output<typeof queuesEndpoint.response>> {
  const now = new Date()
  const queues: { slug: string; queue: QueueSlug }[] = roleMay(actor.role, 'filing.read')
    ? QUEUE_SLUGS.filter((slug) => slug !== 'duplicates').map((slug) => ({ slug, queue: slug }))
    : []
  if (roleMay(actor.role, 'pickup.read')) queues.push({ slug: 'waiting', queue: 'approved' })
  const sources = queues.map(({ slug, queue }) => ({
    slug,
    rows: Prisma.sql`filing f WHERE ${queueCondition(queue, actor, now)}`,
  }))
  const readsChanges = roleMay(actor.role, 'change.read')
  if (readsChanges)
    sources.push({
      slug: 'changes',
      rows: Prisma.sql`change c WHERE ${areaSql(actor.area, 'c')} AND c.status = 'SUBMITTED'`,
    })
  if (roleMay(actor.role, 'act.confirm'))
    sources.push({ slug: 'confirmations', rows: actsWaiting(actor, now) })
  sources.push(...mattersWaiting(actor, now))
  if (sources.length === 0) return { data: [], changes: null }
  const counts = sources.map(
    ({ slug, rows }, position) => Prisma.sql`
      SELECT ${position}::int AS position, ${slug}::text AS slug, (SELECT count(*)::int FROM (
        SELECT FROM ${rows} LIMIT ${COUNT_CAP}) rows) AS count`,
  )
  const data = await rowsOf(db(), queueCount)`
    SELECT slug, count FROM (${Prisma.join(counts, ' UNION ALL ')}) counts ORDER BY position`
  const duplicates = roleMay(actor.role, 'filing.read')
    ? await countDuplicates(actor, now, openIn(data), COUNT_CAP)
    : null
  if (duplicates !== null)
    data.splice(QUEUE_SLUGS.indexOf('duplicates'), 0, { slug: 'duplicates', count: duplicates })
  return { data, changes: readsChanges ? await changesWaiting(actor, now, COUNT_CAP) : null }
}

const openIn = (counts: readonly z.output<typeof queueCount>[]) =>
  counts.reduce((sum, { slug, count }) => sum + (slug === 'pending' || slug === 'in-review' ? count : 0), 0)
