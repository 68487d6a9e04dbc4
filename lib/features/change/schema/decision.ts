import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'

/** What an officer enters for a decision on a change, the same for an immediate and a deferred one. */

export const changeApproval = z.object({
  /** Where the evidence that the rules ask for is missing: how it was verified. */
  evidenceReason: auditWords(
    z.string().trim().min(1, '请写明怎样核实').max(500, '核实情况不能超过 500 个字'),
  ).optional(),
})
export const changeReturn = z.object({
  comment: auditWords(
    z.string('请填写退回原因').trim().min(1, '请填写退回原因').max(500, '退回原因不能超过 500 个字'),
  ),
})

export const CHANGE_VERDICTS = ['APPROVE', 'RETURN'] as const
export const changeVerdict = z.enum(CHANGE_VERDICTS)
export type ChangeVerdict = z.output<typeof changeVerdict>

const approve = changeApproval.extend({ verdict: z.literal('APPROVE') })
const giveBack = changeReturn.extend({ verdict: z.literal('RETURN') })

/** As it is stored, with the verdict. */
export const changeDecisionInput = z.discriminatedUnion('verdict', [approve, giveBack])
export type ChangeDecisionInput = z.output<typeof changeDecisionInput>

const version = z.number({ error: '请刷新页面后再试' }).int()
export const changeDecisionBody = z.discriminatedUnion('verdict', [
  approve.extend({ version }),
  giveBack.extend({ version }),
])

export const CHANGE_VERDICT_LABELS: Record<ChangeVerdict, string> = { APPROVE: '通过', RETURN: '退回' }
