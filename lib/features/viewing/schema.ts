import { z } from 'zod'
import { STAFF_ROLES } from '@/lib/core/actor'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { purpose } from '@/lib/features/disclosure/schema'

/** 谁看过我的信息: what the audit trail knows of officers and one account (docs/decisions/0055). */

export const VIEWING_KINDS = [
  'REVIEWED',
  'SEARCHED',
  'READ',
  'READ_DISPUTE',
  'READ_SUCCESSION',
  'ANSWERED',
  'REVEALED',
  'REVEALED_PHONE',
  'PRINTED',
  'HANDED_OVER',
] as const
export type ViewingKind = (typeof VIEWING_KINDS)[number]

export const viewing = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(VIEWING_KINDS),
  /** Bureau and role that the officer has today; the officer's name is not given. */
  bureauName: z.string(),
  role: z.enum(STAFF_ROLES),
  /** Null where none was recorded. */
  purpose: purpose.nullable(),
  /** 查询号 of the filing, or the registration number; null for the account itself. */
  about: z.string().nullable(),
})
export type Viewing = z.output<typeof viewing>

export const viewingsEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me/viewings',
  summary:
    '谁看过我的信息：工作人员领取审核、按号码查找到本人、看到和答复更正申请、看到号码申诉和凭证明过户、查看完整号码、打印、发放的记录，新的在前',
  auth: 'account',
  query: pageQuery,
  response: pageOf(viewing).extend({
    recordedSince: z.iso
      .datetime()
      .nullable()
      .meta({ description: '本系统最早一条操作记录的时间，更早的没有记录' }),
  }),
})
