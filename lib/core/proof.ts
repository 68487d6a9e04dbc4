import { z } from 'zod'
import { chinaDay } from './clock'

/** By what it is known who stands behind an account (docs/decisions/0061). */
export const PROOF_WAYS = ['COUNTER_DOCUMENT', 'IDENTITY_SERVICE'] as const
export type ProofWay = (typeof PROOF_WAYS)[number]
export const PROOF_WAY_LABELS: Record<ProofWay, string> = {
  COUNTER_DOCUMENT: '窗口核对证件',
  IDENTITY_SERVICE: '在线核验',
}

export const proof = z
  .object({
    level: z.enum(['UNPROVED', 'PROVED']),
    how: z.enum(PROOF_WAYS).nullable(),
    at: z.iso.datetime().nullable(),
  })
  .meta({
    description:
      '身份核验：UNPROVED 未核验，可以登记；机主变更、注销和接收旧系统中的机械须先核验（403 PROOF_REQUIRED）',
  })
export type Proof = z.output<typeof proof>

/** 已核验（窗口核对证件，2026-11-30）, or 未核验. */
export function proofText({ level, how, at }: Proof): string {
  if (level === 'UNPROVED' || !how || !at) return '未核验'
  return `已核验（${PROOF_WAY_LABELS[how]}，${chinaDay(new Date(at))}）`
}

/** Whose the document's number is: two accounts may call one their own until an officer decides. */
export const numberState = z.enum(['OWN', 'CONTESTED', 'LOST']).meta({
  description: 'OWN 正常；CONTESTED 号码另有账号，待核实；LOST 号码已核实属于另一账号。后两者不能提交登记',
})
