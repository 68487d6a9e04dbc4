import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { codeSent } from '@/lib/features/account/schema'
import { photoSlot } from '@/lib/features/photo/schema'
import { changeLine, changePhoto, changeStatus, changeType, changeValues } from './change'
import { changeInput, transferCodeInput } from './input'

/** The owner's API: /api/v1/machines/{id}/changes and /api/v1/changes. */

export const changeDto = z.object({
  id: z.uuid(),
  type: changeType,
  typeName: z.string(),
  status: changeStatus,
  statusName: z.string(),
  version: z.number().int(),
  machineId: z.uuid(),
  registrationNumber: z.string(),
  categoryName: z.string().nullable(),
  lines: z.array(changeLine),
  /** What was asked for, by path, to whoever asked: to mend a returned one. Left out of a change of owner. */
  values: changeValues.optional(),
  /** Only for a cancellation. */
  reason: z.string().nullable(),
  /** The officer's reason for returning it. */
  comment: z.string().nullable(),
  photos: z.array(changePhoto),
  /** While it waits: the photos without which it is not approved, one of `slots` each. */
  missingPhotos: z.array(z.object({ slots: z.array(photoSlot), text: z.string() })),
  submittedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  /** When it was withdrawn or lapsed; null also where that is not recorded. */
  endedAt: z.iso.datetime().nullable(),
  /** WITHDRAWN not by its owner: the machine changed hands or its registration ended. */
  lapsed: z.boolean(),
  /** Whether the requesting account may still withdraw it. */
  withdrawable: z.boolean(),
})
export type ChangeDto = z.output<typeof changeDto>

const params = z.object({ id: z.uuid() })
const auth = 'account' as const

export const createChangeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/machines/{id}/changes',
  summary: '申请信息变更（使用地点、机主即时生效，其余待审核）',
  auth,
  params,
  body: changeInput,
  response: changeDto,
  status: 201,
})
export const transferCodeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/machines/{id}/changes/codes',
  summary: '机主变更：发送一方的短信验证码，短信写明机械和对方；只对这台机械和这两方有效',
  auth,
  unitRole: 'MANAGE',
  limits: ['codes'],
  params,
  body: transferCodeInput,
  response: codeSent,
  status: 202,
})
export const listChangesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/changes',
  summary: '我的信息变更',
  auth,
  query: pageQuery.extend({ machineId: z.uuid().optional() }),
  response: pageOf(changeDto),
})
export const withdrawChangeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/changes/{id}/withdraw',
  summary: '撤回待审核的信息变更',
  auth,
  params,
  response: changeDto,
})
