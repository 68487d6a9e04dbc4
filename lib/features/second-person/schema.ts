import { z } from 'zod'
import type { LocalAction } from '@/lib/core/access'
import { STAFF_ROLES } from '@/lib/core/actor'
import { SECOND_PERSON_ACTS, type SecondPersonAct } from '@/lib/features/setting/schema/second-person'

/** Acts that wait for a second person (docs/decisions/0058). */

type ActFacts = {
  subject: 'machine' | 'series' | 'staff' | 'dispute'
  /** What both persons need to be allowed. */
  action: LocalAction
}
export const ACTS: Record<SecondPersonAct, ActFacts> = {
  REVOKE_MACHINE: { subject: 'machine', action: 'machine.manage' },
  REINSTATE_MACHINE: { subject: 'machine', action: 'machine.manage' },
  CORRECT_STAGE: { subject: 'machine', action: 'machine.manage' },
  DELETE_SERIES: { subject: 'series', action: 'series.manage' },
  ENABLE_STAFF: { subject: 'staff', action: 'staff.manage' },
  DISABLE_STAFF: { subject: 'staff', action: 'staff.manage' },
  UPHOLD_DISPUTE: { subject: 'dispute', action: 'dispute.decide' },
}

/** What an act needs besides subject, version and reason. Read again from the row before the act is done. */
export const ACT_PAYLOADS = {
  REVOKE_MACHINE: z.strictObject({}),
  REINSTATE_MACHINE: z.strictObject({}),
  CORRECT_STAGE: z.strictObject({ emissionStage: z.string().regex(/^[0-4DX]$/) }),
  /** The series as the asker saw it. */
  DELETE_SERIES: z.strictObject({
    prefix: z.string(),
    firstSerial: z.number().int(),
    lastSerial: z.number().int(),
  }),
  /** The person as the asker left them; the password, or the link in its place, by when it was set. */
  ENABLE_STAFF: z.strictObject({
    role: z.enum(STAFF_ROLES),
    bureauId: z.uuid(),
    passwordChangedAt: z.iso.datetime(),
  }),
  DISABLE_STAFF: z.strictObject({ role: z.enum(STAFF_ROLES), bureauId: z.uuid() }),
  /** What goes with the number, as the asker saw it. */
  UPHOLD_DISPUTE: z.strictObject({ machines: z.number().int(), filings: z.number().int() }),
} satisfies Record<SecondPersonAct, z.ZodType>
export type ActPayload<K extends SecondPersonAct> = z.output<(typeof ACT_PAYLOADS)[K]>

/** Why somebody who may confirm cannot yet: never signed in; first password or second factor to be set; away today. */
const OBSTACLES = ['NEVER_SIGNED_IN', 'SET_UP', 'ABSENT'] as const
export type Obstacle = (typeof OBSTACLES)[number]

const PENDING_ACT_STATES = ['WAITING', 'CONFIRMED', 'DECLINED', 'WITHDRAWN', 'LAPSED'] as const

export const pendingAct = z.object({
  id: z.uuid(),
  kind: z.enum(SECOND_PERSON_ACTS),
  /** `label`: registration number, first and last number of the series, name and user name of the person, or day of the dispute, as they were when it was asked. */
  subject: z.object({
    type: z.enum(['machine', 'series', 'staff', 'dispute']),
    id: z.uuid(),
    label: z.string(),
  }),
  divisionName: z.string(),
  /** CORRECT_STAGE: the stage it would become; else null. */
  emissionStage: z.string().nullable(),
  reason: z.string(),
  askedBy: z.string(),
  askedByBureau: z.string(),
  /** Asked by who reads it. */
  own: z.boolean(),
  askedAt: z.iso.datetime(),
  lapsesAt: z.iso.datetime(),
  state: z.enum(PENDING_ACT_STATES),
  decidedBy: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  declineReason: z.string().nullable(),
  /** The subject is no longer what the asker saw: it cannot be confirmed. */
  changed: z.boolean(),
  /** What who reads it may do now. */
  may: z.array(z.enum(['CONFIRM', 'DECLINE', 'WITHDRAW'])),
  /** While it waits: the bureaus whose people can confirm at this moment, the nearest first, and how many they are. Empty: nobody can. */
  confirmers: z.array(z.object({ bureauName: z.string(), people: z.number().int() })),
  /** How many more may, and cannot yet. */
  notYet: z.array(z.object({ why: z.enum(OBSTACLES), people: z.number().int() })),
})
export type PendingAct = z.output<typeof pendingAct>
