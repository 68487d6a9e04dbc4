import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { party } from '@/lib/features/account/schema'
import { FILING_KINDS, filingContent } from '@/lib/features/content/schema/content'
import { deskCheck, inspectionState } from '@/lib/features/inspection/schema'
import { deskPhoto } from '@/lib/features/photo/schema'
import { comparison, photoReading, unreadPhoto } from '@/lib/features/reading/schema'
import { statedTexts } from '@/lib/features/setting/schema/adverse-acts'
import { decisionInput, verdict } from './decision'
import { deskDuplicates } from './duplicate'
import { note } from './note'
import { filingStatus, returnReason } from './owner'
import { visitor } from './presence'

/** The officers' API: /api/console/filings. */

export const QUEUE_SLUGS = [
  'pending',
  'mine',
  'in-review',
  'returned',
  'overdue',
  'approved',
  'declined',
  'duplicates',
  'second-look',
] as const
export const queueSlug = z.enum(QUEUE_SLUGS)
export type QueueSlug = z.output<typeof queueSlug>

const at = z.iso.datetime().nullable()
const text = z.string().nullable()

export const queueRow = z.object({
  id: z.uuid(),
  /** 查询号 */
  number: z.string(),
  status: filingStatus,
  revision: z.number().int(),
  kind: text,
  categoryCode: text,
  plate: text,
  machineEnvCode: text,
  machineModel: text,
  machineSerial: text,
  engineSerial: text,
  ownerName: z.string(),
  ownerType: z.enum(['PERSON', 'UNIT']),
  districtCode: text,
  districtName: text,
  submittedAt: at,
  warnAt: at,
  dueAt: at,
  reviewedAt: at,
  claimedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** A decision on it takes effect in a moment: nothing else may be done to it. */
  deciding: z.boolean(),
  /** Who handed it to the claimant, and what was written with it. */
  passed: z.object({ byName: z.string(), note: text }).nullable(),
  /** Of a resubmission: the reviewer who returned it and gets it first. */
  keptFor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  registrationNumber: text,
  /** 窗口代办 */
  assisted: z.boolean(),
})
export type QueueRow = z.output<typeof queueRow>

export const REVIEW_ACTIONS = [
  'claim',
  'release',
  'pass',
  'transfer',
  'approve',
  'return',
  'decline',
] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

const historyItem = z.object({ at: z.iso.datetime(), who: z.string(), action: z.string(), text: z.string() })

export const deskFiling = z.object({
  id: z.uuid(),
  /** 查询号, to quote on the telephone. */
  number: z.string(),
  status: filingStatus,
  version: z.number().int(),
  revision: z.number().int(),
  content: filingContent,
  district: z.object({ code: z.string(), fullName: z.string() }).nullable(),
  photos: z.array(deskPhoto),
  owner: party,
  /** The filer, if not the owner. */
  agent: party.nullable(),
  /** 经办人: who submitted it last for the unit that files. */
  operatorName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  submittedAt: at,
  warnAt: at,
  dueAt: at,
  reviewedAt: at,
  collectedAt: at,
  claim: z
    .object({ staffId: z.uuid(), staffName: z.string(), expiresAt: z.iso.datetime(), mine: z.boolean() })
    .nullable(),
  /** How the present claim came to its officer, if a colleague or a supervisor handed it over. */
  passed: z.object({ byName: z.string(), at: z.iso.datetime(), note: text }).nullable(),
  /** The others who have it open now. */
  presence: z.array(visitor),
  /** The decision that takes effect in a moment; nothing else may be done to the filing meanwhile. */
  openDecision: z
    .object({
      decisionId: z.uuid(),
      verdict,
      staffName: z.string(),
      /** Made by this officer, who may take it back. */
      mine: z.boolean(),
      takesEffectAt: z.iso.datetime(),
      /** By the server's clock; 0 once it is due. */
      remainingMs: z.number().int(),
    })
    .nullable(),
  /** 窗口代办: entered at a counter for the owner at the desk; null: by owner or agent. */
  assisted: z
    .object({
      bureauName: z.string(),
      /** The officers who entered something, the first one first. */
      enteredBy: z.array(z.string()),
      /** The owner has an account. */
      registered: z.boolean(),
      /** The photo of the statement that the owner signed for this submission. */
      statement: z.object({ url: z.string(), thumbnailUrl: z.string() }).nullable(),
    })
    .nullable(),
  /** What this officer entered for the last decision on this revision, if it was taken back or failed. */
  enteredBefore: decisionInput.nullable(),
  /** Other open filings of this owner in the officer's area. */
  ownerWaiting: z.number().int(),
  /** Actions open to this officer now. */
  actions: z.array(z.enum(REVIEW_ACTIONS)),
  /** In order: doubts, not checked, clear; each by weight. */
  checks: z.array(deskCheck),
  inspection: inspectionState,
  /** What was read on the photos that show text. */
  readings: z.array(photoReading),
  /** Of those the ones that were not read, and why. */
  unread: z.array(unreadPhoto),
  /** The typed values beside what was read; none where nothing was. */
  comparisons: z.array(comparison),
  duplicates: deskDuplicates,
  /** The only stage possible by numbers, fuel and dates, with its legal basis; null: the officer must choose. */
  suggestedStage: z.object({ code: z.string(), reason: z.string(), basis: z.string() }).nullable(),
  /** Why the stage is suggested, or why none is. */
  stageReason: z.string(),
  /** Changes between the last two submissions. */
  changes: z.array(
    z.object({
      path: z.string(),
      before: z.union([z.string(), z.number(), z.boolean()]).nullable(),
      after: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    }),
  ),
  /** Reasons of the last return. */
  returnReasons: z.array(returnReason),
  declineReason: text,
  /** Internal notes, first written first. */
  notes: z.array(note),
  /** Legal basis and remedies that the district states with a decision made now. */
  stated: z.object({ RETURN: statedTexts, DECLINE: statedTexts }),
  history: z.array(historyItem),
  revisions: z.array(
    z.object({
      number: z.number().int(),
      submittedAt: z.iso.datetime(),
      content: filingContent,
      photos: z.array(deskPhoto.omit({ changed: true })),
    }),
  ),
  registrationNumber: text,
  emissionStage: text,
  machineId: z.uuid().nullable(),
})
export type DeskFiling = z.output<typeof deskFiling>

const params = z.object({ id: z.uuid() })
const filings = '/api/console/filings'
const filing = `${filings}/{id}`
const auth = 'staff' as const

export const listQueueEndpoint = endpoint({
  method: 'GET',
  searchable: true,
  path: filings,
  summary: '审核队列',
  auth,
  action: 'filing.read',
  query: pageQuery.extend({
    queue: queueSlug.default('pending'),
    q: searchText,
    categoryCode: z.string().max(40).optional(),
    districtCode: z.string().regex(DIVISION_CODE_PATTERN).optional(),
    kind: z.enum(FILING_KINDS).optional(),
    /** Only what this officer has claimed. */
    claimedById: z.uuid().optional(),
  }),
  response: pageOf(queueRow),
})
export const getDeskFilingEndpoint = endpoint({
  method: 'GET',
  path: filing,
  summary: '审核台',
  auth,
  action: 'filing.read',
  params,
  response: deskFiling,
})
export const queuesEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/queues',
  summary: '各队列件数',
  auth,
  action: 'console.use',
  response: z.object({
    data: z.array(z.object({ slug: z.string(), count: z.number().int() })),
    /** Of the changes counted above; null for who may not read them. */
    changes: z
      .object({
        oldestAt: at,
        /** Waiting for more than `days` working days. */
        overdue: z.number().int(),
        days: z.number().int(),
      })
      .nullable(),
  }),
})
