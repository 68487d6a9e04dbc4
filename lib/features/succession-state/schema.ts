import { z } from 'zod'

/** 凭证明过户: what a succession is, for all that a machine bound by one concerns (docs/decisions/0072). */

export const SUCCESSION_GROUNDS = ['DEATH', 'UNREACHABLE', 'DISSOLVED'] as const
export const successionGround = z.enum(SUCCESSION_GROUNDS, '请选择原因')
export type SuccessionGround = z.output<typeof successionGround>
export const GROUND_LABELS: Record<SuccessionGround, string> = {
  DEATH: '机主去世',
  UNREACHABLE: '机主联系不上',
  DISSOLVED: '单位已注销',
}

export const SUCCESSION_STATUSES = ['WAITING', 'OBJECTED', 'DONE', 'REJECTED', 'WITHDRAWN', 'LAPSED'] as const
export const successionStatus = z.enum(SUCCESSION_STATUSES)
export type SuccessionStatus = z.output<typeof successionStatus>
export const SUCCESSION_STATUS_LABELS: Record<SuccessionStatus, string> = {
  WAITING: '等待异议',
  OBJECTED: '有异议，待决定',
  DONE: '已过户',
  REJECTED: '不予过户',
  WITHDRAWN: '已撤回',
  LAPSED: '已失效',
}

export const SUCCESSION_EVIDENCE = [
  'DEATH_CERTIFICATE',
  'INHERITANCE_NOTARISED',
  'HEIRS_AGREEMENT',
  'COURT_DOCUMENT',
  'SALE_CONTRACT',
  'PAYMENT',
  'DEREGISTRATION',
  'LIQUIDATION',
  'OTHER',
] as const
export const successionEvidence = z.enum(SUCCESSION_EVIDENCE)
export type SuccessionEvidence = z.output<typeof successionEvidence>
export const EVIDENCE_LABELS: Record<SuccessionEvidence, string> = {
  DEATH_CERTIFICATE: '死亡证明（或户口注销证明）',
  INHERITANCE_NOTARISED: '继承公证书',
  HEIRS_AGREEMENT: '全体继承人的协议或放弃声明',
  COURT_DOCUMENT: '法院文书',
  SALE_CONTRACT: '买卖合同',
  PAYMENT: '付款凭证或发票',
  DEREGISTRATION: '登记机关的注销证明',
  LIQUIDATION: '清算报告或资产处置文件',
  OTHER: '其他（在说明中写明）',
}

/** What the owner of a machine sees of one that is open on it: neither evidence nor the successor's name in full. */
export const openSuccession = z.object({
  id: z.uuid(),
  status: z.enum(['WAITING', 'OBJECTED']),
  ground: successionGround,
  /** The successor: a unit's name, a person's masked. */
  successor: z.string(),
  filedAt: z.iso.datetime(),
  /** The last day to object, `YYYY-MM-DD` in China. */
  lastDay: z.iso.date(),
  office: z.object({ name: z.string(), address: z.string(), phone: z.string(), hours: z.string() }),
  /** This account has objected, when and with which words. */
  objection: z.object({ at: z.iso.datetime(), text: z.string() }).nullable(),
})
export type OpenSuccession = z.output<typeof openSuccession>
