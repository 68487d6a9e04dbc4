import { z } from 'zod'
import { holdsPersonalNumber } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { checkStatus } from '@/lib/features/check/schema'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'

/**
 * 登记情况证明: an owner's paper of what the register says of chosen machines at one moment, and its public check
 * (docs/decisions/0073).
 */

const text = z.string().nullable()
const at = z.iso.datetime()

/** A withdrawn one stays withdrawn, also after its last day. */
export const CERTIFICATE_STATUSES = ['VALID', 'EXPIRED', 'WITHDRAWN'] as const
export const certificateStatus = z.enum(CERTIFICATE_STATUSES)
export type CertificateStatus = z.output<typeof certificateStatus>
export const CERTIFICATE_STATUS_LABELS: Record<CertificateStatus, string> = {
  VALID: '有效',
  EXPIRED: '已过有效期',
  WITHDRAWN: '已作废',
}

/** What is certified of one machine; stored with the certificate, and compared with the register when it is checked. */
export const certifiedFacts = z.object({
  registrationNumber: z.string(),
  categoryCode: text,
  category: text,
  brand: text,
  model: text,
  serial: text,
  stageCode: z.enum(STAGE_CODES),
  stage: z.string(),
  /** The stage came with a load of an older register, and nobody has looked at it in this one. */
  fromOlderRegister: z.boolean(),
  /** As much as is known: 2020, 2020-05 or 2020-05-06. */
  registeredOn: z.string(),
  state: checkStatus,
})
export type CertifiedFacts = z.output<typeof certifiedFacts>

export const certificateDto = z.object({
  id: z.uuid(),
  number: z.string(),
  status: certificateStatus,
  purpose: text,
  machines: z.int(),
  /** 经办人, where somebody acted for a unit. */
  issuedBy: text,
  issuedAt: at,
  validUntil: at.meta({ description: '有效期最后一天（中国时间）的 24:00' }),
  withdrawnAt: at.nullable(),
  /** What the QR code leads to. */
  checkUrl: z.string(),
})
export type CertificateDto = z.output<typeof certificateDto>

const PURPOSE_LENGTH = 60
/** Whoever checks the paper reads it on a public page. */
const purposeInput = z
  .string()
  .trim()
  .max(PURPOSE_LENGTH, `用途不能超过 ${PURPOSE_LENGTH} 个字`)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, '用途含有不能使用的字符')
  .refine((words) => !holdsPersonalNumber(words), '用途里不能写手机号和证件号码：核验的人都能看到')
  .transform((words) => (words === '' ? null : words))
  .nullable()
  .default(null)

const certificates = '/api/v1/certificates'
const params = z.object({ id: z.uuid() })
const auth = 'account' as const

/** Whoever may look may ask: it says no more than they see, and the register stays as it is. */
export const issueCertificateEndpoint = endpoint({
  method: 'POST',
  path: certificates,
  summary: '出具登记情况证明：所选机械此刻的登记情况，有效期由规则规定',
  auth,
  unitRole: 'LOOK',
  limits: ['paper'],
  body: z.object({
    machineIds: z
      .array(z.uuid('机械编号不正确'))
      .min(1, '请至少选择一台机械')
      .max(500, '所选机械过多')
      .transform((ids) => [...new Set(ids)]),
    purpose: purposeInput,
  }),
  response: certificateDto,
  status: 201,
})
export const listCertificatesEndpoint = endpoint({
  method: 'GET',
  path: certificates,
  summary: '我的登记情况证明，新的在前',
  auth,
  query: pageQuery,
  response: pageOf(certificateDto).extend({
    /** Of a certificate that is asked for now. */
    rule: z.object({ validDays: z.int(), mostMachines: z.int() }),
  }),
})
export const certificatePdfEndpoint = endpoint({
  method: 'GET',
  path: `${certificates}/{id}/certificate.pdf`,
  summary: '登记情况证明（PDF）：内容为出具时的，不随登记变化',
  auth,
  limits: ['paper'],
  params,
  file: 'application/pdf',
})
export const withdrawCertificateEndpoint = endpoint({
  method: 'DELETE',
  path: `${certificates}/{id}`,
  summary: '作废一份登记情况证明，不能恢复；已经交出去的，核验时显示已作废',
  auth,
  params,
})

const checkedMachine = certifiedFacts
  .pick({
    registrationNumber: true,
    category: true,
    brand: true,
    model: true,
    serial: true,
    stage: true,
    fromOlderRegister: true,
    registeredOn: true,
    state: true,
  })
  .extend({
    stateNow: checkStatus,
    /** Sentences: what is otherwise in the register now. Empty: as certified. */
    changes: z.array(z.string()),
  })
export type CheckedMachine = z.output<typeof checkedMachine>

export const certificateCheck = z.object({
  number: z.string(),
  status: certificateStatus,
  ownerType: z.enum(['PERSON', 'UNIT']),
  /** As printed for a unit, masked for a person; null when withdrawn. */
  ownerName: text,
  ownerProved: z.boolean(),
  purpose: text,
  issuedAt: at,
  validUntil: at,
  withdrawnAt: at.nullable(),
  /** Machines certified, also when they are not listed. */
  total: z.int(),
  /** How many are otherwise now. */
  changed: z.int(),
  /** None of a withdrawn one. */
  machines: z.array(checkedMachine),
  checkedAt: at,
})
export type CertificateCheck = z.output<typeof certificateCheck>

export const certificateCheckEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/certificate-checks/{token}',
  summary: '核验登记情况证明（证明上的二维码）：是否有效，出具后登记有无变化',
  auth: 'public',
  params: z.object({ token: z.string().regex(/^[\w-]{22,64}$/) }),
  response: certificateCheck,
  limits: ['check'],
})
