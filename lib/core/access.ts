import { STAFF_ROLES, type StaffRole } from './actor'
import { WHOLE_COUNTRY } from './area'

/**
 * The one table of which roles may do what in the console. Areas are separate: every query filters by the actor's own
 * area (see `area.ts`), and `NATIONAL_ACTIONS` need the whole country as area. An action that is not in the table does not compile and is refused at run time.
 */
export const ACCESS = {
  'console.use': STAFF_ROLES,
  'filing.read': ['REVIEWER', 'SUPERVISOR'],
  'filing.review': ['REVIEWER'],
  'filing.transfer': ['REVIEWER', 'SUPERVISOR'],
  'filing.release': ['REVIEWER', 'SUPERVISOR'],
  'filing.pass': ['REVIEWER', 'SUPERVISOR'],
  'filing.balance': ['SUPERVISOR'],
  'filing.reveal': ['REVIEWER', 'SUPERVISOR'],
  'look.do': ['REVIEWER', 'SUPERVISOR'],
  'look.read': ['SUPERVISOR'],
  'change.read': ['REVIEWER', 'COUNTER', 'SUPERVISOR'],
  'change.review': ['REVIEWER'],
  'change.release': ['REVIEWER', 'SUPERVISOR'],
  'machine.read': ['REVIEWER', 'COUNTER', 'SUPERVISOR'],
  'machine.reveal': ['SUPERVISOR'],
  'machine.manage': ['SUPERVISOR'],
  'machine.export': ['REVIEWER', 'SUPERVISOR'],
  'machine.exportPersonal': ['SUPERVISOR'],
  // Besides, the action of the act itself: lib/features/second-person/policy.ts.
  'act.confirm': ['SUPERVISOR', 'ADMINISTRATOR', 'SECURITY_ADMINISTRATOR'],
  // With the original of the document at the desk (docs/decisions/0061).
  'account.prove': ['COUNTER', 'SUPERVISOR'],
  'dispute.decide': ['SUPERVISOR'],
  // 凭证明过户 (docs/decisions/0072): filed by one, done by another.
  'succession.file': ['COUNTER', 'SUPERVISOR'],
  'succession.decide': ['SUPERVISOR'],
  'holder.manage': ['COUNTER', 'SUPERVISOR'],
  // Not the counter, which asks collectors for these digits (docs/decisions/0041): it reads them from the document.
  'holder.reveal': ['SUPERVISOR'],
  'report.read': ['SUPERVISOR', 'ADMINISTRATOR'],
  'watch.use': ['SUPERVISOR'],
  'photo.read': ['REVIEWER', 'COUNTER', 'SUPERVISOR'],
  'filing.assist': ['COUNTER'],
  'correction.answer': ['SUPERVISOR'],
  'pickup.read': ['COUNTER', 'SUPERVISOR'],
  'pickup.handOver': ['COUNTER'],
  'pickup.reveal': ['COUNTER'],
  'pickup.unlock': ['SUPERVISOR'],
  'document.print': ['COUNTER', 'SUPERVISOR'],
  'series.read': ['SUPERVISOR', 'ADMINISTRATOR'],
  'series.manage': ['ADMINISTRATOR'],
  'staff.manage': ['SECURITY_ADMINISTRATOR'],
  'absence.manage': ['SUPERVISOR', 'SECURITY_ADMINISTRATOR'],
  'bureau.read': ['ADMINISTRATOR', 'SECURITY_ADMINISTRATOR'],
  'bureau.manage': ['ADMINISTRATOR'],
  'retention.manage': ['ADMINISTRATOR'],
  'setting.manage': ['ADMINISTRATOR'],
  'security.manage': ['SECURITY_ADMINISTRATOR'],
  'list.manage': ['ADMINISTRATOR'],
  'catalogue.read': ['SUPERVISOR', 'ADMINISTRATOR'],
  'catalogue.manage': ['ADMINISTRATOR'],
  'audit.read': ['SUPERVISOR', 'AUDIT_ADMINISTRATOR'],
} as const satisfies Record<string, readonly StaffRole[]>

export type StaffAction = keyof typeof ACCESS

/** What applies to the whole country is changed by its own officers only, never by those of a province or district. */
export const NATIONAL_ACTIONS = [
  'catalogue.manage',
  'list.manage',
  'retention.manage',
] as const satisfies readonly StaffAction[]
type NationalAction = (typeof NATIONAL_ACTIONS)[number]
/** An action for which the role alone decides. */
export type LocalAction = Exclude<StaffAction, NationalAction>

export function isNationalAction(action: StaffAction): action is NationalAction {
  return NATIONAL_ACTIONS.some((each) => each === action)
}

/** Role and, for national actions, area. @param actor `divisionCode`: area of the officer's bureau */
export function staffMay(actor: { role: StaffRole; divisionCode: string }, action: StaffAction): boolean {
  if (isNationalAction(action) && actor.divisionCode !== WHOLE_COUNTRY) return false
  return inTable(actor.role, action)
}

export function roleMay(role: StaffRole, action: LocalAction): boolean {
  return inTable(role, action)
}

function inTable(role: StaffRole, action: StaffAction): boolean {
  const roles: readonly StaffRole[] = ACCESS[action] ?? []
  return roles.includes(role)
}
