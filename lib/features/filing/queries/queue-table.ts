import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'
import type { QueueSlug } from '../schema/console'
import { IS_DUPLICATE } from './duplicates'

/**
 * A queue is a condition over `filing f`, never a stored list, so that no filing can be in a wrong one. Lists and counts
 * both use this table.
 */
type Queue = {
  where: (actor: StaffActor, now: Date) => Prisma.Sql
  /**
   * OLDEST: by submission, the longest waiting first. NEWEST: by decision, the latest first: nothing is urgent there,
   * and officers look for what they have just decided.
   */
  order: 'OLDEST' | 'NEWEST'
}

/** `isOpen` in SQL. */
export const OPEN_STATUSES = Prisma.sql`('SUBMITTED', 'IN_REVIEW')`
const OPEN = Prisma.sql`f.status IN ${OPEN_STATUSES}`

export const QUEUES: Record<QueueSlug, Queue> = {
  pending: { where: () => Prisma.sql`f.status = 'SUBMITTED'`, order: 'OLDEST' },
  mine: {
    /** Without those the officer has decided on, of which only the effect is awaited. */
    where: (actor) =>
      Prisma.sql`f.status = 'IN_REVIEW' AND f."claimedById" = ${actor.id}::uuid AND f."decisionDueAt" IS NULL`,
    order: 'OLDEST',
  },
  'in-review': { where: () => Prisma.sql`f.status = 'IN_REVIEW'`, order: 'OLDEST' },
  returned: { where: () => Prisma.sql`f.status = 'RETURNED'`, order: 'NEWEST' },
  overdue: { where: (_, now) => Prisma.sql`${OPEN} AND f."dueAt" < ${now}`, order: 'OLDEST' },
  /** Waiting for collection; collected filings are not included. */
  approved: { where: () => Prisma.sql`f.status = 'APPROVED'`, order: 'NEWEST' },
  declined: { where: () => Prisma.sql`f.status = 'DECLINED'`, order: 'NEWEST' },
  duplicates: { where: () => Prisma.sql`${OPEN} AND ${IS_DUPLICATE}`, order: 'OLDEST' },
  /** Decided filings given to this officer to be looked at again (lib/features/second-look). */
  'second-look': {
    where: (actor) => Prisma.sql`f.id IN (
      SELECT l."filingId" FROM second_look l WHERE l."assigneeId" = ${actor.id}::uuid AND l."lookedAt" IS NULL)`,
    order: 'NEWEST',
  },
}

/** Condition over `filing f`: the rows of a queue that the actor may see. */
export function queueCondition(slug: QueueSlug, actor: StaffActor, now: Date): Prisma.Sql {
  return Prisma.sql`${areaSql(actor.area)} AND ${QUEUES[slug].where(actor, now)}`
}
