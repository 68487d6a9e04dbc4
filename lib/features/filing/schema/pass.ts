import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { ABSENCE_KINDS } from '@/lib/features/absence/schema'
import { NOTE_LENGTH } from './note'

/** Handing claimed filings to a colleague: docs/decisions/0046. */

/** Rows of one officer that are handed over together. */
export const PASS_LIMIT = 50

const filing = '/api/console/filings/{id}'
const reviewers = '/api/console/reviewers'
const auth = 'staff' as const
const action = 'filing.pass' as const
const params = z.object({ id: z.uuid() })

const away = z.object({ kind: z.enum(ABSENCE_KINDS), to: z.iso.date() })

/** A reviewer who may be handed the filing, unless away. */
export const colleague = z.object({
  id: z.uuid(),
  name: z.string(),
  bureauName: z.string(),
  /** Filings claimed at the moment. */
  held: z.number().int(),
  /** The last act in the record; null: none. */
  lastActAt: z.iso.datetime().nullable(),
  /** Not now: away until the end of that day. */
  away: away.nullable(),
})
export type Colleague = z.output<typeof colleague>

const note = z.string().trim().max(NOTE_LENGTH).optional()

export const colleaguesEndpoint = endpoint({
  method: 'GET',
  path: `${filing}/colleagues`,
  summary: '可以移交的审核人员：负责这些登记所在地区的，持有少的在前',
  auth,
  action,
  params,
  query: z.object({
    /** Ids of further filings that are handed over with it, separated by commas. */
    with: z
      .string()
      .max(PASS_LIMIT * 37)
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})*$/)
      .optional(),
  }),
  response: z.object({ data: z.array(colleague) }),
})
export const passFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/pass`,
  summary: '移交给同事：已领取的登记转到其名下，保留时间重新计算',
  auth,
  action,
  params,
  body: z.object({ staffId: z.uuid('请选择同事'), note }),
  response: z.object({ id: z.uuid(), staffId: z.uuid(), staffName: z.string() }),
})
/** Of the officer `id`, all of them or none; what has changed hands meanwhile is not moved. */
export const passFilingsEndpoint = endpoint({
  method: 'POST',
  path: `${reviewers}/{id}/passes`,
  summary: '把一人已领取的几件一起移交给同事（全部成功或全部不变）',
  auth,
  action,
  params,
  body: z.object({
    ids: z.array(z.uuid()).min(1, '请选择要移交的登记').max(PASS_LIMIT),
    staffId: z.uuid('请选择同事'),
    note,
  }),
  response: z.object({ ids: z.array(z.uuid()), staffId: z.uuid(), staffName: z.string() }),
})
/** Puts them back into the queue: all of them or none. */
export const releaseFilingsEndpoint = endpoint({
  method: 'POST',
  path: `${reviewers}/{id}/releases`,
  summary: '把一人已领取的几件一起放回队列（全部成功或全部不变）',
  auth,
  action: 'filing.release',
  params,
  body: z.object({
    ids: z.array(z.uuid()).min(1, '请选择要放回的登记').max(PASS_LIMIT),
  }),
  response: z.object({ ids: z.array(z.uuid()) }),
})

/** How a reviewer stands, for a supervisor. */
const reviewerLoad = z.object({
  id: z.uuid(),
  name: z.string(),
  bureauName: z.string(),
  disabled: z.boolean(),
  held: z.number().int(),
  /** The claimed filing that has waited longest since its submission. */
  oldestHeld: z.object({ id: z.uuid(), submittedAt: z.iso.datetime(), dueAt: z.iso.datetime() }).nullable(),
  /** Decisions in effect since midnight in China. */
  today: z.object({ approved: z.number().int(), returned: z.number().int(), declined: z.number().int() }),
  lastActAt: z.iso.datetime().nullable(),
  /** The absence of now or else the next one. */
  absence: z
    .object({ kind: z.enum(ABSENCE_KINDS), from: z.iso.date(), to: z.iso.date(), now: z.boolean() })
    .nullable(),
})
export type ReviewerLoad = z.output<typeof reviewerLoad>

export const reviewersEndpoint = endpoint({
  method: 'GET',
  path: reviewers,
  summary: '本辖区审核人员：手上几件、今天办结几件、最早的一件、离岗到哪天',
  auth,
  action: 'filing.balance',
  response: z.object({ data: z.array(reviewerLoad) }),
})
