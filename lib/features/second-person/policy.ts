import { roleMay } from '@/lib/core/access'
import type { StaffActor, StaffRole } from '@/lib/core/actor'
import { STAFF_ROLES } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'
import { SECOND_PERSON_ACTS, type SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import { ACTS, type PendingAct } from './schema'

/** The acts that this role may ask for, and confirm for others. */
function actsOf(role: StaffRole): SecondPersonAct[] {
  return SECOND_PERSON_ACTS.filter((act) => roleMay(role, ACTS[act].action))
}

export function rolesFor(act: SecondPersonAct): StaffRole[] {
  return STAFF_ROLES.filter((role) => roleMay(role, ACTS[act].action))
}

/** Pending acts of the actor's area that the actor might do himself: a condition over `pending_act`. */
export function actsVisibleTo(actor: StaffActor) {
  return {
    divisionCode: { startsWith: areaPrefix(actor.divisionCode) },
    kind: { in: actsOf(actor.role) },
  }
}

/** Those that wait for this person's word. */
export function actsWaitingFor(actor: StaffActor, now: Date) {
  return {
    ...actsVisibleTo(actor),
    state: 'WAITING',
    askedById: { not: actor.id },
    // Nobody is the second person about the own account.
    subjectId: { not: actor.id },
    lapsesAt: { gt: now },
  } as const
}

type Facts = {
  kind: SecondPersonAct
  askedById: string
  subjectId: string
  state: string
  lapsesAt: Date
  changed: boolean
}

/** For the buttons; the commands' WHERE enforces it. The row is of the actor's area. */
export function mayOf(actor: StaffActor, act: Facts, now: Date): PendingAct['may'] {
  if (act.state !== 'WAITING' || act.lapsesAt <= now) return []
  if (act.askedById === actor.id) return ['WITHDRAW']
  if (act.subjectId === actor.id) return []
  if (!actsOf(actor.role).includes(act.kind)) return []
  return act.changed ? ['DECLINE'] : ['CONFIRM', 'DECLINE']
}
