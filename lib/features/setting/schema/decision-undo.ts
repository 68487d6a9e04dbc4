import { z } from 'zod'

/** A decision at the desk takes effect this many seconds later, and can be taken back until then; 0: at once. */
const decisionUndo = z.strictObject({
  seconds: z.number().int('应为整数').min(0, '不能小于 0').max(60, '不能大于 60'),
})

export const DECISION_UNDO_SETTING = {
  label: '决定生效时间',
  schema: decisionUndo,
  initial: { seconds: 10 },
} as const
