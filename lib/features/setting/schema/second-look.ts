import { z } from 'zod'

const percent = z.number().int('应为整数').min(0, '不能小于 0').max(100, '不能大于 100')

/** How many of the final decisions another person looks at again, in per cent; 0: none. */
const secondLook = z.strictObject({
  share: percent,
  /** Of those whose checks were in doubt, all reasons together. */
  doubtShare: percent,
})

export const SECOND_LOOK_SETTING = {
  label: '抽查复核',
  schema: secondLook,
  initial: { share: 2, doubtShare: 10 },
} as const
