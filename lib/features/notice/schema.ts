import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'

/** Messages to owners and agents: /api/v1/notices. */

export const NOTICE_KINDS = [
  'RETURNED',
  'APPROVED',
  'DECLINED',
  'COLLECTED',
  'TRANSFERRED',
  'REMINDER',
  'CHANGE_DONE',
  'CHANGE_RETURNED',
  'MACHINE_REVOKED',
  'MACHINE_REINSTATED',
  'STAGE_CORRECTED',
  'ASSISTED',
  'DISPUTE_OPENED',
  'DISPUTE_DECIDED',
  'FILED_FOR_YOU',
  'PHONE_CHANGED',
  'PASSWORD_CHANGED',
  'RENAMED',
  'SUCCESSION_FILED',
  'SUCCESSION_RECEIVED',
  'SUCCESSION_OBJECTED',
  'SUCCESSION_ENDED',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export const noticeDto = z.object({
  id: z.uuid(),
  kind: z.enum(NOTICE_KINDS),
  title: z.string(),
  /** Complete Chinese sentences, generated when the notice is read. */
  text: z.string(),
  /** Why a filing was returned; empty for other kinds. */
  reasons: z.array(z.object({ code: z.string(), text: z.string(), fields: z.array(z.string()) })),
  filingId: z.uuid().nullable(),
  /** The filing's number waits for its owner, who may have its pickup code shown. */
  waits: z.boolean().optional(),
  /** Of CHANGE_DONE and CHANGE_RETURNED. */
  changeId: z.uuid().nullable().optional(),
  /** The machine concerned, while the reader owns it. */
  machineId: z.uuid().nullable().optional(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})
export type NoticeDto = z.output<typeof noticeDto>

const notices = '/api/v1/notices'

export const listNoticesEndpoint = endpoint({
  method: 'GET',
  path: notices,
  summary: '通知列表',
  auth: 'account',
  query: pageQuery,
  response: pageOf(noticeDto).extend({ unread: z.number().int() }),
})
export const readAllNoticesEndpoint = endpoint({
  method: 'POST',
  path: `${notices}/read`,
  summary: '全部通知标记为已读',
  auth: 'account',
  response: z.object({ unread: z.number().int() }),
})
export const readNoticeEndpoint = endpoint({
  method: 'POST',
  path: `${notices}/{id}/read`,
  summary: '标记通知为已读',
  auth: 'account',
  unitRole: 'LOOK',
  params: z.object({ id: z.uuid() }),
  response: noticeDto,
})
