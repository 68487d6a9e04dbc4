import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { filingContent } from '@/lib/features/content/schema/content'
import { deferDecisionEndpoint } from '@/lib/features/filing/schema/deferred'
import { deskCheck, inspectionState } from '@/lib/features/inspection/schema'
import { deskPhoto } from '@/lib/features/photo/schema'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'

/** 一位机主的多台待审: the waiting filings of one owner seen together, docs/decisions/0047. */

/** Rows at a time: each is read with all its checks. The rest follows when these are done. */
export const MOST_ROWS = 20

const fleetRow = z.object({
  id: z.uuid(),
  version: z.int(),
  revision: z.int(),
  content: filingContent,
  photos: z.array(deskPhoto),
  submittedAt: z.iso.datetime().nullable(),
  warnAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  claim: z.object({ staffName: z.string(), mine: z.boolean() }).nullable(),
  /** In the desk's order. */
  checks: z.array(deskCheck),
  inspection: inspectionState,
  suggestedStage: z.object({ code: z.enum(STAGE_CODES), reason: z.string(), basis: z.string() }).nullable(),
  /** When this officer was shown it, in the present submission. */
  shownAt: z.iso.datetime().nullable(),
  /** Why it cannot be approved with the others; empty: it can, once it was shown. */
  excluded: z.array(z.string()),
  /** What no filing can be checked for, and this one was not either. */
  neverChecked: z.array(z.string()),
  openDecision: z
    .object({
      decisionId: z.uuid(),
      mine: z.boolean(),
      staffName: z.string(),
      remainingMs: z.int(),
    })
    .nullable(),
})
export type FleetRow = z.output<typeof fleetRow>

const fleet = z.object({
  ownerName: z.string(),
  ownerType: z.enum(['PERSON', 'UNIT']),
  rows: z.array(fleetRow),
  /** Waiting besides the rows. */
  more: z.int(),
})
export type Fleet = z.output<typeof fleet>

const path = '/api/console/filings/{id}/fleet'
const auth = 'staff' as const
const params = z.object({ id: z.uuid() })

export const getFleetEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '该机主在本辖区待审的全部登记，各带核对结果',
  auth,
  action: 'filing.review',
  params,
  response: fleet,
})

/** Called when the filing's first photo and all its checks are on the screen. */
export const showFleetRowEndpoint = endpoint({
  method: 'POST',
  path: `${path}/shown`,
  summary: '一起审核：已查看这一件（随之领取）',
  auth,
  action: 'filing.review',
  params,
  body: z.object({
    /** The photo that was shown; null where the filing has none. */
    photoId: z.uuid().nullable(),
  }),
  response: fleetRow,
})

export const approveFleetRowEndpoint = endpoint({
  method: 'POST',
  path: `${path}/approval`,
  summary: '一起审核：通过这一件（片刻后生效，此前可以撤销）',
  auth,
  action: 'filing.review',
  params,
  body: z.object({ version: z.int(), emissionStage: z.enum(STAGE_CODES) }),
  response: deferDecisionEndpoint.response,
  status: 202,
})
