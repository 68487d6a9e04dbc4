import type { AreaFilter } from './area'
import type { UnitRole } from './unit-role'

/**
 * Brand of an authenticated actor: only the edge (sessions, jobs, public routes) can create one, so a command that
 * receives an actor can trust it.
 */
declare const authenticated: unique symbol
type Authenticated = { readonly [authenticated]: true }

/** The last three are 三员: system, security and audit administrator (docs/decisions/0058). */
export const STAFF_ROLES = [
  'REVIEWER',
  'COUNTER',
  'SUPERVISOR',
  'ADMINISTRATOR',
  'SECURITY_ADMINISTRATOR',
  'AUDIT_ADMINISTRATOR',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** What has to be done first, before anything else: a new password, or a second factor. */
export type SetUp = 'PASSWORD' | 'FACTOR'

export type StaffFacts = {
  kind: 'STAFF'
  id: string
  name: string
  username: string
  role: StaffRole
  bureauId: string
  bureauName: string
  /** GB/T 2260 code of the bureau's area: this division and all below it. */
  divisionCode: string
  area: AreaFilter
  /** The session behind the call; null for a job that carries out what the person decided. */
  session: { id: string; signedInAt: Date; setUp: SetUp | null } | null
}
export type AccountFacts = {
  kind: 'ACCOUNT'
  id: string
  type: 'PERSON' | 'UNIT'
  name: string
  sessionId: string
  /** Who acts for the unit; null: the account itself, a unit's by its own phone. */
  person: { id: string; name: string } | null
  /** What they may do in the unit; null: a person in the own name. */
  unitRole: UnitRole | null
}
export type SystemFacts = { kind: 'SYSTEM'; id: null }
export type PublicFacts = { kind: 'PUBLIC'; id: null }

export type StaffActor = StaffFacts & Authenticated
export type AccountActor = AccountFacts & Authenticated
export type SystemActor = SystemFacts & Authenticated
export type PublicActor = PublicFacts & Authenticated
export type Actor = StaffActor | AccountActor | SystemActor | PublicActor

/** Call at the edge only, once the caller is authenticated (a session row) or known (a job, a public route). */
export function proveActor<F extends StaffFacts | AccountFacts | SystemFacts | PublicFacts>(
  facts: F,
): F & Authenticated {
  return facts as F & Authenticated
}

export const SYSTEM: SystemActor = proveActor({ kind: 'SYSTEM', id: null })
export const PUBLIC: PublicActor = proveActor({ kind: 'PUBLIC', id: null })
