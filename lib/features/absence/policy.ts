import type { StaffActor } from '@/lib/core/actor'
import { staffVisibleTo } from '@/lib/features/staff/policy'

/** Condition of Prisma: the reviewers whose absences the officer may enter: their own, or, as a supervisor or administrator, those of the area. */
export function absentees(actor: StaffActor) {
  const own = actor.role === 'REVIEWER' ? { id: actor.id } : {}
  return { role: 'REVIEWER' as const, ...staffVisibleTo(actor), ...own }
}
