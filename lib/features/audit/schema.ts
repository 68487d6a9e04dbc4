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
  /** Whence the request came; null for jobs, and in events from before it was recorded. */
  address: z.string().nullable(),
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
  EVENT_FORGED: '记录的签名不符：不是本系统写下的，或内容被改动',
  EVENT_UNSIGNED: '记录没有签名：不是本系统写下的',
  EVENT_REPEATED: '同一条记录出现两次',
  EVENT_LATE: '记录写下一分多钟后才封存，系统这期间在运行：被人扣留过',
  PLACES_MISSING: '此前有记录缺失',
  SEAL_CHANGED: '封印被改动',
  SEAL_MISSING: '封印缺失，其记录可能一并被删除',
  SEAL_UNPROVEN: '前一条封印缺失，本条无法核对',
  SEAL_DUPLICATED: '同一记录或同一序号有多条封印',
  TAIL_CUT: '末尾的封印被截去，少于库外留存的链头',
  HEAD_REPLACED: '封印与库外留存的链头不一致',
  ANCHOR_MISSING: '已有封存的记录，库外却没有留存的链头',
  ANCHOR_FOREIGN: '库外留存的链头属于另一个数据库',
  ANCHOR_INVALID: '库外留存的链头签名不符，不是本系统写下的',
  ANCHOR_UNREADABLE: '库外留存的链头文件是空的或不完整，读不出链头：被清空或截断，或磁盘曾写满',
  ANCHOR_OLD: '库外留存的链头早于链的末尾：链头被换成旧的，或有人另行封存',
  HEAD_BEYOND:
    '外部留存的链头中有这些封印，记录中却没有：末尾被截去，或数据库与库外的链头一起被换成较早的备份',
  HEAD_DIFFERS: '封印与外部留存的链头不一致：记录被换成另一份',
  HEAD_FOREIGN: '外部留存的链头属于另一个数据库',
  DAY_FORGED: '每日根签名不符',
  DAY_DIFFERS: '每日根与记录不符',
  DAY_MISSING: '缺少每日根',
} as const
export type FaultKind = keyof typeof FAULT_KINDS

/** What to do about a fault, in this order: nothing of it may be lost before somebody has looked. */
export const AFTER_A_FAULT = [
  '保持数据库、数据目录里的链头文件（audit-head.json，或 AUDIT_ANCHOR 指定的文件）和外部留存处原样：不要恢复备份，不要重新留存链头，先各复制一份保存。',
  '记下核验的时间和下列异常，立即报告本单位的网络安全负责人，并请有服务器权限的系统管理员配合。',
  '请系统管理员与外部留存的链头对照（npm run audit:verify -- --heads 文件），并核对服务器和数据库的登录记录，以确定改动的范围和时间。',
  '查明原因、保存好证据之后，链头确需重新留存的，再运行 npm run audit:anchor -- 理由；以后每次核验都会说明这次重新留存。',
] as const

/** What proves nothing wrong by itself. */
export const NOTE_KINDS = {
  PLACES_UNTOLD: '此前有缺号，不能断定是进程中断还是被删',
  SEALING_PAUSED: '写下一分多钟后才封存，这期间系统没有写过其他记录（停机）',
  ANCHORED_ANEW: '链头曾重新留存，此前末尾被截去或替换，不能由链头证明',
  HEAD_UNREADABLE: '外部留存的链头中有不是本系统签名的行',
  HEADS_AWAY: '外部留存链头的文件读不到，本次未能对照',
} as const
export type NoteKind = keyof typeof NOTE_KINDS

const place = z.object({
  /** Position in the chain; a range of missing seals has `lastSeq` as well. */
  seq: z.string().nullable(),
  lastSeq: z.string().nullable(),
  eventId: z.string().nullable(),
  message: z.string(),
})
export const auditFaultSchema = place.extend({
  kind: z.enum(Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]]),
})
export type AuditFault = z.infer<typeof auditFaultSchema>
export const auditNoteSchema = place.extend({
  kind: z.enum(Object.keys(NOTE_KINDS) as [NoteKind, ...NoteKind[]]),
})
export type AuditNote = z.infer<typeof auditNoteSchema>

export const auditReportSchema = z.object({
  intact: z.boolean(),
  sealedCount: z.number().int(),
  /** Just written and not yet in the chain. */
  waitingCount: z.number().int(),
  /** Whether this server has a signed head of this database's chain outside of it. */
  anchored: z.boolean(),
  /** Whether the chain was compared with heads that a sink outside holds. */
  compared: z.boolean(),
  faultCount: z.number().int(),
  /** The first 200; the command line (verify-audit) lists all. */
  faults: z.array(auditFaultSchema),
  /** To be known, no proof of a fault; the first 200. */
  notes: z.array(auditNoteSchema),
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

export const sinkStateSchema = z.object({
  name: z.enum(['file', 'syslog', 's3']),
  /** Heads that it has not taken yet, and since when the oldest waits. */
  waiting: z.number().int(),
  since: z.iso.datetime().nullable(),
  /** Failures since the last delivery, and the code of the last. */
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  /** The seal whose head it took last. */
  deliveredSeq: z.string().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
})
export type SinkState = z.infer<typeof sinkStateSchema>

/** Where the heads of the chain go outside the database; empty: nowhere. */
export const listAuditSinksEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/audit/sinks',
  summary: '操作记录链头的外部留存处，及未送出的数量',
  auth: 'staff',
  action: 'audit.read',
  response: z.object({ data: z.array(sinkStateSchema) }),
})

export const auditDaySchema = z.object({
  /** A day in China. */
  day: z.iso.date(),
  /** Sealed on that day. */
  events: z.number().int(),
  /** The last seal of the day. */
  lastSeq: z.string(),
  /** The chain's head at the end of the day, 64 hex digits. */
  root: z.string(),
})
export type AuditDayView = z.infer<typeof auditDaySchema>

/** Newest first, 400 at most; `before` goes further back. */
export const listAuditDaysEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/audit-days',
  summary: '操作记录的每日根：日期、条数、根；不含个人信息，供外部留存对照',
  auth: 'public',
  query: z.object({ before: day.optional() }),
  response: z.object({ data: z.array(auditDaySchema) }),
})
