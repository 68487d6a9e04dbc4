import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { compact } from '@/lib/core/normalise'
import { pageOf, pageQuery } from '@/lib/core/page'
import { proof } from '@/lib/core/proof'
import { pendingAct } from '@/lib/features/second-person/schema'

/** "这个号码是我的": two accounts call one document's number their own, and an officer decides (docs/decisions/0061). */

export const DISPUTE_STATUSES = ['OPEN', 'UPHELD', 'REFUSED'] as const
const status = z.enum(DISPUTE_STATUSES)
export type DisputeStatus = z.output<typeof status>
export const DISPUTE_STATUS_LABELS: Record<DisputeStatus, string> = {
  OPEN: '等待核实',
  UPHELD: '已认定：号码归申诉人',
  REFUSED: '未予认定',
}

/** Photos of evidence in a dispute. */
export const MAX_EVIDENCE = 6

const at = z.iso.datetime()
const words = (what: string) =>
  z.string(`请填写${what}`).trim().min(4, `请填写${what}，至少 4 个字`).max(500, '不能超过 500 字')

const common = {
  id: z.uuid(),
  status,
  text: z.string(),
  createdAt: at,
  answer: z.string().nullable(),
  decidedAt: at.nullable(),
}
export const ownDispute = z.object({ ...common, bureauArea: z.string(), photos: z.number().int() })
export type OwnDispute = z.output<typeof ownDispute>

const side = z.object({
  type: z.enum(['PERSON', 'UNIT']),
  name: z.string(),
  documentLabel: z.string(),
  phoneMasked: z.string(),
  registeredAt: at,
  proof,
})
export const officeDispute = z.object({
  ...common,
  /** The number that both call their own, without the characters that whoever decides reads from the original; null: no longer kept. */
  numberMasked: z.string().nullable(),
  claimant: side,
  /** Who has the number, with what goes along with it. */
  holder: side.extend({ machines: z.number().int(), filings: z.number().int() }),
  photos: z.array(z.object({ photoId: z.uuid(), url: z.string(), thumbnailUrl: z.string() })),
  decidedBy: z.string().nullable(),
  /** Upholding it waits for a second person, with the reason that both would be told. */
  pendingAct: pendingAct.nullable(),
  proposedAnswer: z.string().nullable(),
})
export type OfficeDispute = z.output<typeof officeDispute>
/** What the second person reads before agreeing: the dispute without the request that it is shown with. */
export const disputeCase = officeDispute.omit({ pendingAct: true })
export type DisputeCase = z.output<typeof disputeCase>

export const openDisputeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/disputes',
  summary:
    '申诉证件号码属于本账号（注册时 contested 为 true 的账号），附证明材料，由所选区县的生态环境部门核实',
  auth: 'account',
  unitRole: 'MANAGE',
  status: 201,
  body: z.object({
    text: words('情况说明'),
    districtCode: z.string('请选择办理的区县').regex(DIVISION_CODE_PATTERN, '请选择办理的区县'),
    photoIds: z
      .array(z.uuid('照片编号不正确，请重新上传'), '请上传证明材料')
      .min(1, '请至少上传一张证明材料照片')
      .max(MAX_EVIDENCE, `照片不能超过 ${MAX_EVIDENCE} 张`)
      .refine((ids) => new Set(ids).size === ids.length, '同一张照片只能放一次'),
  }),
  response: ownDispute,
})
export type OpenDispute = z.output<typeof openDisputeEndpoint.body>

export const ownDisputesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me/disputes',
  summary: '我的号码申诉，新的在前',
  auth: 'account',
  query: pageQuery,
  response: pageOf(ownDispute),
})

const office = { auth: 'staff' as const, action: 'dispute.decide' as const }

export const listDisputesEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/disputes',
  summary: '本辖区的号码申诉：等待核实的先到在前，已决定的新的在前；或以 id 只取一件',
  ...office,
  query: pageQuery.extend({
    open: z.enum(['true', 'false']).default('true'),
    /** Only this one, whether or not it is decided. */
    id: z.uuid('申诉编号不正确').optional(),
  }),
  response: pageOf(officeDispute),
})

/** `machines` and `filings` as the officer saw them: they go with the number. */
export const decideDisputeEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/disputes/{id}/decision',
  summary:
    '决定号码申诉：认定的，须有申诉人证件原件在场（填写后四位）；号码和以它登记的机械归申诉人，双方都收到通知；规则要求时由第二人确认后生效',
  ...office,
  params: z.object({ id: z.uuid() }),
  body: z
    .strictObject({
      upheld: z.boolean('请选择是否认定'),
      idTail: z.string().overwrite(compact).length(4, '请填写证件原件上的后四位').optional(),
      answer: words('决定的理由'),
      machines: z.number().int().min(0),
      filings: z.number().int().min(0),
    })
    .refine(({ upheld, idTail }) => !upheld || idTail !== undefined, {
      path: ['idTail'],
      message: '请填写证件原件上的后四位',
    }),
  response: officeDispute,
})
export type DecideDispute = z.output<typeof decideDisputeEndpoint.body>
