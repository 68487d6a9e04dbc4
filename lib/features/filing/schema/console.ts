import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { party } from '@/lib/features/account/schema'
import { FILING_KINDS, filingContent } from '@/lib/features/content/schema/content'
import { deskPhoto, photoSlot } from '@/lib/features/photo/schema'
import { deskDuplicates } from './duplicate'
import { filingStatus, returnReason } from './owner'

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
] as const
export const queueSlug = z.enum(QUEUE_SLUGS)
export type QueueSlug = z.output<typeof queueSlug>

const at = z.iso.datetime().nullable()
const text = z.string().nullable()

export const queueRow = z.object({
  id: z.uuid(),
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
  registrationNumber: text,
})
export type QueueRow = z.output<typeof queueRow>

export const REVIEW_ACTIONS = ['claim', 'release', 'transfer', 'approve', 'return', 'decline'] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

/** An automatic check, shown to the officer. */
export const deskCheck = z.object({
  code: z.enum(['CATALOGUE', 'DUPLICATE', 'SAME_PHOTO', 'FORMAT', 'OWNER_ID', 'PHOTO_PLACE']),
  /** WARN: needs the officer's attention, either in doubt or not checked. */
  level: z.enum(['OK', 'WARN']),
  result: z.enum(['CLEAR', 'DOUBT', 'NOT_CHECKED']),
  text: z.string(),
  /** Affected fields. */
  paths: z.array(z.string()),
  /** Other filings affected, those that the officer may open. */
  filingIds: z.array(z.uuid()),
})
export type DeskCheck = z.output<typeof deskCheck>

const historyItem = z.object({ at: z.iso.datetime(), who: z.string(), action: z.string(), text: z.string() })

export const deskFiling = z.object({
  id: z.uuid(),
  status: filingStatus,
  version: z.number().int(),
  revision: z.number().int(),
  content: filingContent,
  district: z.object({ code: z.string(), fullName: z.string() }).nullable(),
  photos: z.array(deskPhoto),
  owner: party,
  /** The filer, if not the owner. */
  agent: party.nullable(),
  createdAt: z.iso.datetime(),
  submittedAt: at,
  warnAt: at,
  dueAt: at,
  reviewedAt: at,
  collectedAt: at,
  claim: z
    .object({ staffId: z.uuid(), staffName: z.string(), expiresAt: z.iso.datetime(), mine: z.boolean() })
    .nullable(),
  /** Actions open to this officer now. */
  actions: z.array(z.enum(REVIEW_ACTIONS)),
  checks: z.array(deskCheck),
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
  history: z.array(historyItem),
  revisions: z.array(
    z.object({
      number: z.number().int(),
      submittedAt: z.iso.datetime(),
      content: filingContent,
      photos: z.array(
        z.object({ slot: photoSlot, photoId: z.uuid(), thumbnailUrl: z.string(), url: z.string() }),
      ),
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
  response: z.object({ data: z.array(z.object({ slug: z.string(), count: z.number().int() })) }),
})
