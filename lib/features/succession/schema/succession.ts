import { z } from 'zod'
import { proof } from '@/lib/core/proof'
import { DROP_REASONS } from '@/lib/features/owner-message/schema'
import {
  successionEvidence,
  successionGround,
  successionStatus,
} from '@/lib/features/succession-state/schema'

/** 凭证明过户: a machine goes to another owner by documents (docs/decisions/0072). */

const at = z.iso.datetime()
/** What is known of the account that the old owner is to be told by. */
const ACCOUNT_STATES = ['OPEN', 'NONE', 'CLOSED'] as const

/** What became of the text message; UNKNOWN: it broke off, and nobody knows whether it went out. */
const MESSAGE_STATES = ['WAITING', 'SENT', 'FAILED', 'DROPPED', 'UNKNOWN', 'NONE'] as const

const told = z.object({
  /** When the account was given a notice; null: there was none to give it to. */
  at: at.nullable(),
  /** When it was read in the app. */
  readAt: at.nullable(),
  message: z.enum(MESSAGE_STATES),
  /** Why it was not sent: one of DROP_REASONS. */
  why: z.enum(DROP_REASONS).nullable(),
})
export type Told = z.output<typeof told>

const owner = z.object({ type: z.enum(['PERSON', 'UNIT']), name: z.string(), phoneMasked: z.string() })
export const former = owner.extend({
  account: z.enum(ACCOUNT_STATES),
  /** The day of the account's last use, `YYYY-MM-DD`; null where none is recorded. */
  lastUsedDay: z.iso.date().nullable(),
})
const photo = z.object({ photoId: z.uuid(), url: z.string(), thumbnailUrl: z.string() })

const ACTS = ['OBJECT', 'COMPLETE', 'UPHOLD', 'REJECT', 'WITHDRAW'] as const
export type SuccessionAct = (typeof ACTS)[number]

export const succession = z.object({
  id: z.uuid(),
  machine: z.object({ id: z.uuid(), registrationNumber: z.string(), what: z.string() }),
  status: successionStatus,
  ground: successionGround,
  from: former,
  to: owner.extend({ proof }),
  evidence: z.array(successionEvidence),
  photos: z.array(photo),
  text: z.string(),
  filedAt: at,
  filedBy: z.object({ name: z.string(), bureauName: z.string() }),
  days: z.number().int(),
  /** The last day to object, `YYYY-MM-DD` in China. */
  lastDay: z.iso.date(),
  /** Whole days until then, 0 on the day itself; negative once they are over. */
  daysLeft: z.number().int(),
  told,
  objections: z.array(
    z.object({
      id: z.uuid(),
      at,
      /** Null: the owner's own account, in the app. */
      name: z.string().nullable(),
      recordedBy: z.string().nullable(),
      text: z.string(),
      photos: z.array(photo),
    }),
  ),
  endedAt: at.nullable(),
  endedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** What this officer may do with it now. */
  may: z.array(z.enum(ACTS)),
  /** It could be done now, but this officer filed it. */
  own: z.boolean(),
})
export type Succession = z.output<typeof succession>
