import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { idTail } from '@/lib/features/identity/schema'
import { photoDto } from '@/lib/features/photo/schema'
import { successionEvidence, successionGround } from '@/lib/features/succession-state/schema'
import { former, succession } from './succession'

/** What officers do with a succession: /api/console/successions. */

/** Photos of the evidence, and of an objection at the counter. */
export const MAX_SUCCESSION_PHOTOS = 12

const words = (what: string, least: number) =>
  auditWords(
    z
      .string(`请填写${what}`)
      .trim()
      .min(least, `请填写${what}，至少 ${least} 个字`)
      .max(500, '不能超过 500 字'),
  )
const photoIds = z
  .array(z.uuid('照片编号不正确，请重新上传'))
  .max(MAX_SUCCESSION_PHOTOS, `照片不能超过 ${MAX_SUCCESSION_PHOTOS} 张`)
  .refine((ids) => new Set(ids).size === ids.length, '同一张照片只能放一次')

const office = { auth: 'staff' as const, action: 'succession.file' as const }
const decides = { auth: 'staff' as const, action: 'succession.decide' as const }
const machine = '/api/console/machines/{id}'
const path = '/api/console/successions'
const params = z.object({ id: z.uuid() })

export const successionFormEndpoint = endpoint({
  method: 'GET',
  path: `${machine}/successions`,
  summary: '凭证明过户的准备：现机主、各种原因的异议期、正在办理的一件',
  ...office,
  params,
  response: z.object({
    machine: z.object({
      id: z.uuid(),
      version: z.number().int(),
      registrationNumber: z.string(),
      what: z.string(),
    }),
    owner: former,
    days: z.record(successionGround, z.number().int()),
    /** Why none can be filed now; null: it can. */
    refusal: z.string().nullable(),
    openId: z.uuid().nullable(),
  }),
})
export type SuccessionForm = z.output<typeof successionFormEndpoint.response>

/** They belong to the account of the successor, who brought them. */
export const uploadEvidenceEndpoint = endpoint({
  method: 'POST',
  path: `${machine}/successors/{accountId}/photos`,
  summary: '上传凭证明过户的材料照片（归新机主的账号）',
  ...office,
  params: params.extend({ accountId: z.uuid() }),
  upload: true,
  response: photoDto,
  status: 201,
  limits: ['upload'],
})

export const fileSuccessionEndpoint = endpoint({
  method: 'POST',
  path: `${machine}/successions`,
  summary:
    '受理凭证明过户：机主去世、联系不上或单位已注销；新机主持证件原件在场（后四位），账号已核验身份，材料与原件一致；受理后等待异议，期满由另一名工作人员办结',
  ...office,
  params,
  body: z.strictObject({
    version: z.number().int().min(1),
    ground: successionGround,
    toId: z.uuid('请先查找新机主的账号'),
    idTail,
    evidence: z.array(successionEvidence).min(1, '请选择核对过的材料').max(9),
    compared: z.literal(true, '请先把材料与原件核对'),
    photoIds: photoIds.min(1, '请至少上传一张材料照片'),
    text: words('说明', 4),
  }),
  response: succession,
  status: 201,
})
export type FileSuccession = z.output<typeof fileSuccessionEndpoint.body>

export const SUCCESSION_VIEWS = ['WAITING', 'OBJECTED', 'RIPE', 'ENDED'] as const
export type SuccessionView = (typeof SUCCESSION_VIEWS)[number]

export const listSuccessionsEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '本辖区的凭证明过户：等待异议、有异议、期满可办结（先到期的在前），已办结（新的在前）',
  ...office,
  query: pageQuery.extend({ view: z.enum(SUCCESSION_VIEWS).default('RIPE') }),
  response: pageOf(succession).extend({
    counts: z.object({ WAITING: z.number().int(), OBJECTED: z.number().int(), RIPE: z.number().int() }),
  }),
})

export const getSuccessionEndpoint = endpoint({
  method: 'GET',
  path: `${path}/{id}`,
  summary: '查看一件凭证明过户',
  ...office,
  params,
  response: succession,
})

/** They belong to the account of the present owner. */
export const uploadObjectionEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/photos`,
  summary: '上传书面异议的照片（归现机主的账号）',
  ...office,
  params,
  upload: true,
  response: photoDto,
  status: 201,
  limits: ['upload'],
})

export const recordObjectionEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/objections`,
  summary: '记录窗口收到的异议：机主、其他继承人等',
  ...office,
  params,
  body: z.strictObject({
    name: z.string('请填写提出异议的人').trim().min(2, '请填写提出异议的人').max(100, '不能超过 100 字'),
    text: words('异议的内容', 4),
    photoIds,
  }),
  response: succession,
  status: 201,
})
export type RecordObjection = z.output<typeof recordObjectionEndpoint.body>

const reason = words('理由', 4)

export const completeSuccessionEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/completion`,
  summary:
    '办结凭证明过户：期满后由受理人以外的人办理；有异议的须写明不成立的理由。objections 为所见的异议条数',
  ...decides,
  params,
  body: z.strictObject({ objections: z.number().int().min(0), reason: reason.optional() }),
  response: succession,
  status: 200,
})
export type CompleteSuccession = z.output<typeof completeSuccessionEndpoint.body>

export const rejectSuccessionEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/rejection`,
  summary: '对凭证明过户不予办理，双方都收到理由',
  ...decides,
  params,
  body: z.strictObject({ reason }),
  response: succession,
  status: 200,
})

export const withdrawSuccessionEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/withdrawal`,
  summary: '撤回凭证明过户（新机主不再申请，或受理有误），双方都收到理由',
  ...office,
  params,
  body: z.strictObject({ reason }),
  response: succession,
  status: 200,
})
