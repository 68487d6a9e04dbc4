import { z } from 'zod'
import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { QUEUE_SLUGS, type QueueSlug } from '../schema/console'
import { queueCondition } from './queue-table'

const queueCount = z.object({ slug: z.string(), count: z.int() })
type QueueCount = z.output<typeof queueCount>

/** Counted exactly up to here, so that the workbench stays quick in a province with years of records. */
const COUNT_CAP = 10_000

/**
 * How many filings stand in each queue that the actor may open, by one statement. Who hands numbers over is told how
 * many wait for collection (`waiting`) instead. Changes of machines that wait are `changes`. A count never exceeds 10,000.
 */
export async function countQueues(actor: StaffActor): Promise<{ data: QueueCount[] }> {
  const now = new Date()
  const wanted: { slug: string; queue: QueueSlug }[] = roleMay(actor.role, 'filing.read')
    ? QUEUE_SLUGS.map((slug) => ({ slug, queue: slug }))
    : []
  if (roleMay(actor.role, 'pickup.read')) wanted.push({ slug: 'waiting', queue: 'approved' })
  const rows = wanted.map(({ slug, queue }) => ({
    slug,
    rows: Prisma.sql`filing f WHERE ${queueCondition(queue, actor, now)}`,
  }))
  if (roleMay(actor.role, 'change.read'))
    rows.push({
      slug: 'changes',
      rows: Prisma.sql`change c WHERE ${areaSql(actor.area, 'c')} AND c.status = 'SUBMITTED'`,
    })
  if (rows.length === 0) return { data: [] }
  const counts = rows.map(
    ({ slug, rows }, position) => Prisma.sql`
      SELECT ${position}::int AS position, ${slug}::text AS slug, (SELECT count(*)::int FROM (
        SELECT FROM ${rows} LIMIT ${COUNT_CAP}) rows) AS count`,
  )
  const data = await rowsOf(db(), queueCount)`
    SELECT slug, count FROM (${Prisma.join(counts, ' UNION ALL ')}) counts ORDER BY position`
  return { data }
}
