import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'
import type { QueueSlug } from '../schema/console'
import { IS_DUPLICATE } from './duplicates'

/**
 * A queue is a condition over `filing f`, never a stored list: a filing cannot stand in a wrong one. Both the list and
 * the count are made from this table.
 */
type Queue = {
  where: (actor: StaffActor, now: Date) => Prisma.Sql
  /**
   * OLDEST: by the day of submission, the longest waiting first. NEWEST: by the day of the decision, the last decided
   * first: there is nothing left to hurry for, and one looks for what one did just now.
   */
  order: 'OLDEST' | 'NEWEST'
}

/** Waiting for the bureau. */
const OPEN = Prisma.sql`f.status IN ('SUBMITTED', 'IN_REVIEW')`

export const QUEUES: Record<QueueSlug, Queue> = {
  pending: { where: () => Prisma.sql`f.status = 'SUBMITTED'`, order: 'OLDEST' },
  mine: {
    where: (actor) => Prisma.sql`f.status = 'IN_REVIEW' AND f."claimedById" = ${actor.id}::uuid`,
    order: 'OLDEST',
  },
  'in-review': { where: () => Prisma.sql`f.status = 'IN_REVIEW'`, order: 'OLDEST' },
  returned: { where: () => Prisma.sql`f.status = 'RETURNED'`, order: 'NEWEST' },
  overdue: { where: (_, now) => Prisma.sql`${OPEN} AND f."dueAt" < ${now}`, order: 'OLDEST' },
  /** Waiting for collection; what was collected has left the bureau's hands. */
  approved: { where: () => Prisma.sql`f.status = 'APPROVED'`, order: 'NEWEST' },
  declined: { where: () => Prisma.sql`f.status = 'DECLINED'`, order: 'NEWEST' },
  duplicates: { where: () => Prisma.sql`${OPEN} AND ${IS_DUPLICATE}`, order: 'OLDEST' },
}

/** The rows of a queue that the actor may see. */
export function queueCondition(slug: QueueSlug, actor: StaffActor, now: Date): Prisma.Sql {
  return Prisma.sql`${areaSql(actor.area)} AND ${QUEUES[slug].where(actor, now)}`
}
