import { z } from 'zod'

/** Whether filings and changes are refused for accounts that have not accepted the privacy notice in force (docs/decisions/0055). */
export const CONSENT_SETTING = {
  label: '个人信息保护告知',
  schema: z.strictObject({ required: z.boolean() }),
  initial: { required: false },
}
