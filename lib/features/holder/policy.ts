import type { StaffActor } from '@/lib/core/actor'

/** Condition: the filings at a counter that an officer of this area may link to an account. */
export function counterFilings(actor: Pick<StaffActor, 'area' | 'bureauId'>) {
  return { OR: [{ ...actor.area, status: { not: 'DRAFT' as const } }, { assistedBureauId: actor.bureauId }] }
}

/** Condition: waiting holders that have a machine in the officer's area, or were entered at a counter of it. */
export function waitingFor(actor: Pick<StaffActor, 'area' | 'bureauId'>) {
  const atCounter = { counterOwner: { isNot: null }, owned: { some: counterFilings(actor) } }
  return {
    registeredAt: null,
    registrantId: { not: null },
    OR: [{ machines: { some: actor.area } }, atCounter],
  }
}

/**
 * Whether the officer must have the document at hand, and type its last four characters: the counter always, which sees none
 * of them on the screen; everybody for an owner whose document a counter has read (docs/decisions/0048), and for an account
 * whose identity nobody has proved yet (docs/decisions/0061).
 */
export function needsDocument(
  { role }: Pick<StaffActor, 'role'>,
  { atCounter, proved }: { atCounter: boolean; proved: boolean },
): boolean {
  return atCounter || !proved || role === 'COUNTER'
}
