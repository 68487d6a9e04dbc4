import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { datePrecision } from '@/lib/core/moment'
import { pageOf, pageQuery } from '@/lib/core/page'
import { party } from '@/lib/features/account/schema'
import { filingContent } from '@/lib/features/content/schema/content'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { deskPhoto } from '@/lib/features/photo/schema'
import { changeLine, changeStatus, changeType } from './change'

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
  /** The actions that this officer may take now. */
  actions: z.array(z.enum(['approve', 'return'])),
})
export type DeskChange = z.output<typeof deskChange>

const params = z.object({ id: z.uuid() })
const version = z.number({ error: '请刷新页面后再试' }).int()
const changes = '/api/console/changes'
const auth = 'staff' as const
const decided = z.object({ id: z.uuid(), status: changeStatus })

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
export const approveChangeEndpoint = endpoint({
  method: 'POST',
  path: `${changes}/{id}/approve`,
  summary: '信息变更审核通过',
  auth,
  action: 'change.review',
  params,
  body: z.object({ version }),
  response: decided,
})
export const returnChangeEndpoint = endpoint({
  method: 'POST',
  path: `${changes}/{id}/return`,
  summary: '退回信息变更',
  auth,
  action: 'change.review',
  params,
  body: z.object({
    version,
    comment: z.string('请填写退回原因').trim().min(1, '请填写退回原因').max(500, '退回原因不能超过 500 个字'),
  }),
  response: decided,
})
