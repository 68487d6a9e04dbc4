import type { AreaFilter } from './area'

/**
 * Who acts. Branded, so that only the edge (requireActor and its kin) can make one and
 * a command that receives one need not ask where it came from.
 */
declare const proven: unique symbol
type Proven = { readonly [proven]: true }

export type StaffRole = 'REVIEWER' | 'COUNTER' | 'SUPERVISOR' | 'ADMINISTRATOR'
export const STAFF_ROLES: readonly StaffRole[] = ['REVIEWER', 'COUNTER', 'SUPERVISOR', 'ADMINISTRATOR']

export type StaffFacts = {
  kind: 'STAFF'
  id: string
  name: string
  username: string
  role: StaffRole
  bureauId: string
  bureauName: string
  /** GB/T 2260 code of the bureau's area; the actor sees this division and all below it. */
  divisionCode: string
  area: AreaFilter
}
export type AccountFacts = {
  kind: 'ACCOUNT'
  id: string
  type: 'PERSON' | 'UNIT'
  name: string
  sessionId: string
}
export type SystemFacts = { kind: 'SYSTEM'; id: null }
export type PublicFacts = { kind: 'PUBLIC'; id: null }

export type StaffActor = StaffFacts & Proven
export type AccountActor = AccountFacts & Proven
export type SystemActor = SystemFacts & Proven
export type PublicActor = PublicFacts & Proven
export type Actor = StaffActor | AccountActor | SystemActor | PublicActor

/** To be called at the edge only, after the proof (a session row, a job, an open route). */
export function proveActor<F extends StaffFacts | AccountFacts | SystemFacts | PublicFacts>(
  facts: F,
): F & Proven {
  return facts as F & Proven
}

export const SYSTEM: SystemActor = proveActor({ kind: 'SYSTEM', id: null })
export const PUBLIC: PublicActor = proveActor({ kind: 'PUBLIC', id: null })
