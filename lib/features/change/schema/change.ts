import { z } from 'zod'
import { photoSlot } from '@/lib/features/photo/schema'

/** 信息变更 of a registered machine: what both APIs share (manual, 二、信息变更). */

export const CHANGE_TYPES = ['OWNER', 'DPF', 'PLACE', 'DETAILS', 'CANCELLATION'] as const
export const changeType = z.enum(CHANGE_TYPES)
export type ChangeType = z.output<typeof changeType>

export const CHANGE_STATUSES = ['SUBMITTED', 'RETURNED', 'WITHDRAWN', 'DONE'] as const
export const changeStatus = z.enum(CHANGE_STATUSES)
export type ChangeStatus = z.output<typeof changeStatus>

export const CHANGE_TYPE_LABELS: Record<ChangeType, string> = {
  OWNER: '机主变更',
  DPF: '加装 DPF',
  PLACE: '使用地点变更',
  DETAILS: '其它信息变更',
  CANCELLATION: '注销',
}

export const CHANGE_STATUS_LABELS: Record<ChangeStatus, string> = {
  SUBMITTED: '待审核',
  RETURNED: '已退回',
  WITHDRAWN: '已撤回',
  DONE: '已生效',
}
/** Of a WITHDRAWN one that its owner did not withdraw. */
export const LAPSED_LABEL = '已失效'

/** The changed fields by path (`districtCode`, `dpf.model`); for OWNER only `ownerId`. An empty field is null. */
export const changeValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable())
export type ChangeValues = z.output<typeof changeValues>

/** One field with its displayed values before and after; '' when empty. */
export const changeLine = z.object({
  path: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
})
export type ChangeLine = z.output<typeof changeLine>

export const changePhoto = z.object({
  slot: photoSlot,
  label: z.string(),
  photoId: z.uuid(),
  url: z.string(),
  thumbnailUrl: z.string(),
})
