import { z } from 'zod'
import { type AnyEndpoint, endpoint, searchEndpoint } from '@/lib/core/endpoint'
import * as account from '@/lib/features/account/schema'
import * as audit from '@/lib/features/audit/schema'
import * as batch from '@/lib/features/batch/schema'
import * as catalogue from '@/lib/features/catalogue/schema'
import * as certificate from '@/lib/features/certificate/schema'
import * as change from '@/lib/features/change/schema/owner'
import * as check from '@/lib/features/check/schema'
import * as consent from '@/lib/features/consent/schema'
import * as correction from '@/lib/features/correction/schema'
import * as dispute from '@/lib/features/dispute/schema'
import * as division from '@/lib/features/division/schema'
import * as machine from '@/lib/features/dossier/schema/owner'
import * as ownPickups from '@/lib/features/filing/schema/own-pickups'
import * as filing from '@/lib/features/filing/schema/owner'
import * as machineUser from '@/lib/features/machine-user/schema'
import * as member from '@/lib/features/member/schema'
import * as notice from '@/lib/features/notice/schema'
import * as option from '@/lib/features/option/schema'
import * as ownData from '@/lib/features/own-data/schema'
import * as ownPassword from '@/lib/features/own-password/schema'
import * as ownSessions from '@/lib/features/own-sessions/schema'
import * as phoneChange from '@/lib/features/phone-change/schema'
import * as photo from '@/lib/features/photo/schema'
import * as proof from '@/lib/features/proof/schema'
import * as reading from '@/lib/features/reading/schema'
import * as succession from '@/lib/features/succession/schema/owner'
import * as viewing from '@/lib/features/viewing/schema'
import * as wechat from '@/lib/features/wechat/schema'

const V1 = '/api/v1/'

export const openApiEndpoint = endpoint({
  method: 'GET',
  path: `${V1}openapi.json`,
  summary: '本接口说明（OpenAPI 3.1）',
  auth: 'public',
  response: z.record(z.string(), z.unknown()),
})

/**
 * The public API in the order of the document: every v1 endpoint that these schema modules export. A test compares it with
 * lib/api.ts and fails if a route is missing.
 */
export const API_PARTS: readonly { title: string; endpoints: readonly AnyEndpoint[] }[] = [
  {
    title: '账号与登录',
    endpoints: [account, ownSessions, ownPassword, member, phoneChange, proof, dispute].flatMap(v1Endpoints),
  },
  { title: '登记', endpoints: [...v1Endpoints(filing), ...v1Endpoints(ownPickups)] },
  { title: '批量登记', endpoints: v1Endpoints(batch) },
  { title: '照片', endpoints: [...v1Endpoints(photo), ...v1Endpoints(reading)] },
  { title: '型号核验', endpoints: v1Endpoints(catalogue) },
  {
    title: '我的机械与信息变更',
    endpoints: [machine, machineUser, change, certificate, succession].flatMap(v1Endpoints),
  },
  { title: '消息', endpoints: v1Endpoints(notice) },
  {
    title: '我的个人信息',
    endpoints: [consent, viewing, ownData, correction].flatMap(v1Endpoints),
  },
  { title: '行政区划与选项', endpoints: [...v1Endpoints(division), ...v1Endpoints(option)] },
  { title: '公众查询', endpoints: [...v1Endpoints(check), ...v1Endpoints(audit)] },
  { title: '微信', endpoints: v1Endpoints(wechat) },
  { title: '接口说明', endpoints: [openApiEndpoint] },
]

/** DTOs with their own name in the document; other schemas are named after their endpoint. */
export const NAMED_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  Account: account.accountDto,
  Batch: batch.batchDto,
  Change: change.changeDto,
  Filing: filing.filingDto,
  Machine: machine.machineDto,
  Notice: notice.noticeDto,
  Photo: photo.photoDto,
}

function v1Endpoints(declarations: object): AnyEndpoint[] {
  return Object.values(declarations)
    .filter(isV1Endpoint)
    .flatMap((each) => (each.searchable ? [each, searchEndpoint(each)] : [each]))
}

function isV1Endpoint(value: unknown): value is AnyEndpoint {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('method' in value)) return false
  return typeof value.path === 'string' && value.path.startsWith(V1)
}
