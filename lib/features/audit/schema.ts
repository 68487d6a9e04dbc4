import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'

export const ACTOR_KINDS = ['STAFF', 'ACCOUNT', 'SYSTEM', 'PUBLIC'] as const

export const auditEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().nullable(),
    /** A member of staff by name; an owner's name is masked; null for the system and the public. */
    name: z.string().nullable(),
  }),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  districtCode: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
  /** What ids and division codes in the event stand for; without a name: deleted, or outside the officer's area. */
  names: z.record(z.string(), z.string()),
  /** False until the sealing job, about a second later, has added the event to the chain. */
  sealed: z.boolean(),
})
export type AuditEventView = z.infer<typeof auditEventSchema>

/** A day in China. */
const day = z.iso.date()

export const auditQuery = pageQuery.extend({
  actorId: z.uuid().optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(100).optional(),
  action: z.string().max(60).optional(),
  from: day.optional(),
  to: day.optional(),
})
export type AuditQuery = z.infer<typeof auditQuery>

/** Newest first. */
export const listAuditEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/audit',
  summary: '查询操作记录',
  auth: 'staff',
  action: 'audit.read',
  query: auditQuery,
  response: pageOf(auditEventSchema),
})

/** Faults of the log, with their messages. */
export const FAULT_KINDS = {
  EVENT_CHANGED: '记录内容与封存时不一致',
  EVENT_MISSING: '已封存的记录被删除',
  EVENT_INSERTED: '记录没有封印，系绕过系统写入，或其封印被删除',
  EVENT_BACKDATED: '记录时间明显早于它之前封存的记录',
  EVENT_POSTDATED: '记录时间晚于封存时间',
  EVENT_NOT_SEALED: '记录超过一分钟仍未封存',
  SEAL_CHANGED: '封印被改动',
  SEAL_MISSING: '封印缺失，其记录可能一并被删除',
  SEAL_UNPROVEN: '前一条封印缺失，本条无法核对',
  SEAL_DUPLICATED: '同一记录或同一序号有多条封印',
  TAIL_CUT: '末尾的封印被截去，少于库外留存的链头',
  HEAD_REPLACED: '封印与库外留存的链头不一致',
} as const
export type FaultKind = keyof typeof FAULT_KINDS

export const auditFaultSchema = z.object({
  kind: z.enum(Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]]),
  /** Position in the chain; a range of missing seals has `lastSeq` as well. */
  seq: z.string().nullable(),
  lastSeq: z.string().nullable(),
  eventId: z.string().nullable(),
  message: z.string(),
})
export type AuditFault = z.infer<typeof auditFaultSchema>

export const auditReportSchema = z.object({
  intact: z.boolean(),
  sealedCount: z.number().int(),
  /** Just written and not yet in the chain. */
  waitingCount: z.number().int(),
  /** False when this server stores no head of the chain outside the database: a cut tail would go unnoticed. */
  anchored: z.boolean(),
  faultCount: z.number().int(),
  /** The first 200; the command line (verify-audit) lists all. */
  faults: z.array(auditFaultSchema),
})
export type AuditReport = z.infer<typeof auditReportSchema>

export const verifyAuditEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/audit/verify',
  summary: '核验操作记录是否被改动',
  auth: 'staff',
  action: 'audit.read',
  response: auditReportSchema,
  limits: ['lookup'],
})
