import { z } from 'zod'

/** What may need a second person (docs/decisions/0058). */
export const SECOND_PERSON_ACTS = [
  'REVOKE_MACHINE',
  'REINSTATE_MACHINE',
  'CORRECT_STAGE',
  'DELETE_SERIES',
  'ENABLE_STAFF',
  'DISABLE_STAFF',
  'UPHOLD_DISPUTE',
] as const
export type SecondPersonAct = (typeof SECOND_PERSON_ACTS)[number]

const STAFF_ACTS: readonly SecondPersonAct[] = ['ENABLE_STAFF', 'DISABLE_STAFF']

/** Those of the rule of the security administrator. What is about accounts binds himself: that rule is the administrator's. */
export const RULED_ACTS = SECOND_PERSON_ACTS.filter((act) => !STAFF_ACTS.includes(act))

export const SECOND_PERSON_LABELS: Record<SecondPersonAct, string> = {
  REVOKE_MACHINE: '撤销登记',
  REINSTATE_MACHINE: '恢复登记',
  CORRECT_STAGE: '更正排放阶段',
  DELETE_SERIES: '删除号段',
  ENABLE_STAFF: '启用人员账号',
  DISABLE_STAFF: '停用安全管理员',
  UPHOLD_DISPUTE: '认定号码申诉',
}

/** An act that a stored rule does not name, because it is younger than the rule, needs a second person. */
const needed = z.boolean().default(true)

const secondPerson = z.strictObject({
  REVOKE_MACHINE: needed,
  REINSTATE_MACHINE: needed,
  CORRECT_STAGE: needed,
  DELETE_SERIES: needed,
  UPHOLD_DISPUTE: needed,
  /** What nobody confirmed or declined lapses after so long. */
  lapseHours: z.number().int('应为整数').min(1, '不能小于 1').max(720, '不能大于 720'),
})

export const SECOND_PERSON_SETTING = {
  label: '第二人确认',
  schema: secondPerson,
  initial: {
    REVOKE_MACHINE: true,
    REINSTATE_MACHINE: true,
    CORRECT_STAGE: true,
    DELETE_SERIES: true,
    UPHOLD_DISPUTE: true,
    lapseHours: 72,
  },
} as const

/**
 * New accounts, another role or bureau, a reset password, an account that works again, and the disabling of a security administrator:
 * confirmed by another security administrator. One switch, so that nobody first disables those who would confirm.
 */
export const STAFF_SECOND_PERSON_SETTING = {
  label: '人员账号的第二人确认',
  schema: z.strictObject({ ENABLE_STAFF: z.boolean() }),
  initial: { ENABLE_STAFF: true },
} as const
