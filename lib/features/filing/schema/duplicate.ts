import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'

/** Registrations that look like a filing on the desk, and an officer's dismissal: it is another machine. */

export const duplicateKind = z.enum(['MACHINE_ENV_CODE', 'MACHINE_SERIAL', 'ENGINE_SERIAL', 'PIN', 'PHOTO'])
export type DuplicateKind = z.output<typeof duplicateKind>

const dismissal = z.object({
  id: z.uuid(),
  staffName: z.string(),
  at: z.iso.datetime(),
  reason: z.string(),
})

/** What an officer found of a pair short of being two machines; docs/decisions/0047. */
export const pairRuling = z.object({
  id: z.uuid(),
  verdict: z.enum(['SAME', 'UNCLEAR']),
  /** Of one machine: which of the two stands, seen from the filing that is read. */
  stands: z.enum(['THIS', 'OTHER']).nullable(),
  staffName: z.string(),
  at: z.iso.datetime(),
  reason: z.string().nullable(),
})

const otherRegistration = z.object({
  /** Null outside the officer's area, and for a machine loaded from an older register. */
  filingId: z.uuid().nullable(),
  machineId: z.uuid().nullable(),
  /** The paths that are alike. */
  paths: z.array(z.string()),
  /** Those of them where the other's code (as it is compared) differs by look-alikes alone; null outside the area. */
  lookAlikes: z.array(z.object({ path: z.string(), code: z.string().nullable() })),
  registrationNumber: z.string().nullable(),
  /** Set where the other is registered. */
  machineStatus: z.enum(['ACTIVE', 'CANCELLED', 'REVOKED']).nullable(),
  inArea: z.boolean(),
  /** Both name a maker, in different words. */
  otherMaker: z.boolean(),
  /** Hash of the compared data, to be sent back with a dismissal. Null outside the officer's area. */
  state: z.string().nullable(),
  /** Set when an officer dismissed the pair and no compared data have changed since. */
  dismissal: dismissal.nullable(),
  /** Set when an officer found that they are one machine, or that it cannot be told yet, and no compared data have changed since. */
  ruling: pairRuling.nullable(),
})
export type OtherRegistration = z.output<typeof otherRegistration>

export const deskDuplicates = z.object({
  /** False: the comparison failed, and nothing is known. */
  complete: z.boolean(),
  groups: z.array(
    z.object({
      kind: duplicateKind,
      result: z.enum(['CLEAR', 'DOUBT', 'NOT_CHECKED']),
      /** The paths that are alike; if none are, those that were (or were not) compared. */
      paths: z.array(z.string()),
      /** Number of others in doubt; a lower bound where `foundAll` is false. */
      found: z.number().int(),
      foundAll: z.boolean(),
      /** How many of them are outside the officer's area. */
      away: z.number().int(),
      /** How many of them differ by look-alikes (O and 0, I and 1 …) alone. */
      lookAlikes: z.number().int(),
      /** Number of others that an officer dismissed. */
      dismissed: z.number().int(),
      /** The first of all these, those in doubt before the dismissed. */
      others: z.array(otherRegistration),
    }),
  ),
})
export type DeskDuplicates = z.output<typeof deskDuplicates>

const path = '/api/console/filings/{id}/not-duplicate'
const params = z.object({ id: z.uuid() })

export const dismissDuplicateEndpoint = endpoint({
  method: 'POST',
  path,
  summary: '认定不是重复登记',
  auth: 'staff',
  action: 'filing.review',
  params,
  body: z
    .object({
      otherFilingId: z.uuid().optional(),
      otherMachineId: z.uuid().optional(),
      state: z.string().max(64),
      reason: auditWords(z.string().trim().min(1, '请填写认定不是重复的理由').max(500)),
    })
    .refine(({ otherFilingId, otherMachineId }) => Boolean(otherFilingId) !== Boolean(otherMachineId), {
      path: ['otherFilingId'],
      error: '请指明一件其他登记或一台机械',
    }),
  response: z.object({ dismissalId: z.uuid() }),
})

export const undoDismissalEndpoint = endpoint({
  method: 'POST',
  path: `${path}/undo`,
  summary: '撤销“不是重复登记”的认定',
  auth: 'staff',
  action: 'filing.review',
  params,
  body: z.object({ dismissalId: z.uuid() }),
  response: z.object({ dismissalId: z.uuid() }),
})
