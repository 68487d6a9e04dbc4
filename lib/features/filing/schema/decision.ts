import { z } from 'zod'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'

/** What an officer enters for a decision, the same for an immediate and a deferred one. */

export const version = z.number().int()

export const approval = z.object({
  emissionStage: z.enum(STAGE_CODES, { error: '请核定排放阶段' }),
  comment: z.string().trim().max(500).optional(),
})
export const returning = z.object({
  reasons: z
    .array(
      z.object({
        code: z.string().max(40),
        fields: z.array(z.string().max(60)).max(60),
        text: z.string().trim().max(500).optional(),
      }),
    )
    .min(1, '请至少选择一个退回原因')
    .max(20),
})
export const declining = z.object({ reason: z.string().trim().min(1, '请填写不予登记的理由').max(500) })

export const VERDICTS = ['APPROVE', 'RETURN', 'DECLINE'] as const
export const verdict = z.enum(VERDICTS)
export type Verdict = z.output<typeof verdict>

const approve = approval.extend({ verdict: z.literal('APPROVE') })
const giveBack = returning.extend({ verdict: z.literal('RETURN') })
const decline = declining.extend({ verdict: z.literal('DECLINE') })

/** As it is stored, with the verdict. */
export const decisionInput = z.discriminatedUnion('verdict', [approve, giveBack, decline])
export type DecisionInput = z.output<typeof decisionInput>

export const decisionBody = z.discriminatedUnion('verdict', [
  approve.extend({ version }),
  giveBack.extend({ version }),
  decline.extend({ version }),
])
