import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { datePrecision } from '@/lib/core/moment'
import { pageOf, pageQuery } from '@/lib/core/page'
import { party } from '@/lib/features/account/schema'
import { filingContent } from '@/lib/features/content/schema/content'
import { inspectionState } from '@/lib/features/inspection/schema'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { deskPhoto, photoSlot } from '@/lib/features/photo/schema'
import { comparison, unreadPhoto } from '@/lib/features/reading/schema'
import { changeLine, changeStatus, changeType } from './change'
import { changeCheck } from './check'
import { changeDecisionInput, changeVerdict } from './decision'

/** The officers' side: /api/console/changes. */

export const CHANGE_QUEUES = ['waiting', 'done', 'returned'] as const
export const changeQueue = z.enum(CHANGE_QUEUES)
export type ChangeQueue = z.output<typeof changeQueue>

const text = z.string().nullable()
const at = z.iso.datetime().nullable()
const place = z.object({ code: z.string(), fullName: z.string() }).nullable()

export const changeRow = z.object({
  id: z.uuid(),
  type: changeType,
  status: changeStatus,
  machineId: z.uuid(),
  registrationNumber: z.string(),
  categoryName: text,
  /** The requesting owner; for a transfer the old one. */
  ownerName: z.string(),
  /** Summary of the change. */
  what: z.string(),
  districtName: text,
  /** The new district of a move. */
  toDistrictName: text,
  submittedAt: z.iso.datetime(),
  decidedAt: at,
  /** Null when it took effect without a decision. */
  decidedByName: text,
  /** The reviewer who has it now. */
  claimedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})
export type ChangeRow = z.output<typeof changeRow>

export const deskChange = z.object({
  id: z.uuid(),
  type: changeType,
  status: changeStatus,
  version: z.number().int(),
  lines: z.array(
    changeLine.extend({
      /** The machine's current value is no longer `before`: another change came first. */
      overtaken: z.boolean(),
    }),
  ),
  reason: text,
  comment: text,
  /** The photos of the change itself. */
  photos: z.array(deskPhoto),
  district: place,
  toDistrict: place,
  submittedAt: z.iso.datetime(),
  decidedAt: at,
  decidedByName: text,
  owner: party,
  /** 经办人: who of the unit asked for it; null for a person's own. */
  operatorName: text,
  /** Only for a transfer. */
  newOwner: party.nullable(),
  machine: z.object({
    id: z.uuid(),
    /** The machine's filing; null when the officer may not open it. */
    filingId: z.uuid().nullable(),
    /** The filing whose papers the officer may print; null when none. */
    papersOf: z.uuid().nullable(),
    registrationNumber: z.string(),
    status: machineStatus,
    emissionStage: z.string(),
    registeredAt: z.iso.datetime(),
    registeredPrecision: datePrecision,
    district: place,
    content: filingContent,
    /** Without those of this change. */
    photos: z.array(deskPhoto),
  }),
  claim: z
    .object({ staffId: z.uuid(), staffName: z.string(), expiresAt: z.iso.datetime(), mine: z.boolean() })
    .nullable(),
  /** The decision that takes effect in a moment; nothing else may be done to the change meanwhile. */
  openDecision: z
    .object({
      decisionId: z.uuid(),
      verdict: changeVerdict,
      staffName: z.string(),
      /** Made by this officer, who may take it back. */
      mine: z.boolean(),
      takesEffectAt: z.iso.datetime(),
      /** By the server's clock; 0 once it is due. */
      remainingMs: z.number().int(),
    })
    .nullable(),
  /** What this officer entered for the last decision on it, if it was taken back or failed. */
  enteredBefore: changeDecisionInput.nullable(),
  /** In order: doubts, not checked, clear; each by weight. */
  checks: z.array(changeCheck),
  inspection: inspectionState,
  /** The values it asks for beside what was read on its photos; of a decided one none. */
  comparisons: z.array(comparison),
  /** Of those photos, which were not read, and why. */
  unread: z.array(unreadPhoto),
  /** The evidence that an approval needs and that is not there. */
  missingEvidence: z.array(
    z.object({ paths: z.array(z.string()), slots: z.array(photoSlot), text: z.string() }),
  ),
  /** Whether the officer may approve without it, saying how it was verified. */
  mayBeVerifiedOtherwise: z.boolean(),
  /** How it was verified, if it was approved without the evidence. */
  evidenceReason: text,
  /** The decisions that this officer may make now. */
  actions: z.array(z.enum(['approve', 'return'])),
  /** What this officer may do now with the claim. At the desk a change is claimed before it is decided. */
  claimActions: z.array(z.enum(['claim', 'release'])),
})
export type DeskChange = z.output<typeof deskChange>

const params = z.object({ id: z.uuid() })
const changes = '/api/console/changes'
const auth = 'staff' as const

export const listChangeQueueEndpoint = endpoint({
  method: 'GET',
  path: changes,
  summary: '信息变更列表',
  auth,
  action: 'change.read',
  query: pageQuery.extend({ queue: changeQueue.default('waiting'), type: changeType.optional() }),
  response: pageOf(changeRow),
})
export const getDeskChangeEndpoint = endpoint({
  method: 'GET',
  path: `${changes}/{id}`,
  summary: '查看信息变更',
  auth,
  action: 'change.read',
  params,
  response: deskChange,
})
