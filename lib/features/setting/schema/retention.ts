import { z } from 'zod'

/** Tables whose old rows may be deleted; all others are the law's records or end by themselves (docs/privacy.md). */
export const RETENTION_KEYS = [
  'drafts',
  'notices',
  'certificates',
  'machine-users',
  'exports',
  'print-jobs',
  'identity-misses',
  'successions',
] as const
export type RetentionKey = (typeof RETENTION_KEYS)[number]

/** Network logs and what belongs to them are stored for six months at least (Cybersecurity Law, art. 23). */
export const SIX_MONTHS_DAYS = 184

const period = (minimum: number) =>
  z.strictObject({
    days: z.number().int('应为整数').min(minimum, `不能少于 ${minimum} 天`).max(36_500, '不能多于 36500 天'),
    /** Only what is switched on is deleted. */
    on: z.boolean(),
  })

const OFF = (days: number) => ({ days, on: false })

/** Of the whole country; rows of narrower divisions are not read. */
export const RETENTION_SETTING = {
  label: '保存期限',
  schema: z.strictObject({
    drafts: period(90),
    notices: period(365),
    // A row set before there were certificates has none.
    certificates: period(365).default({ days: 1095, on: false }),
    'machine-users': period(SIX_MONTHS_DAYS).default({ days: 1095, on: false }),
    exports: period(SIX_MONTHS_DAYS),
    'print-jobs': period(SIX_MONTHS_DAYS),
    'identity-misses': period(SIX_MONTHS_DAYS),
    /** A claim for the machine may be brought for three years (Civil Code, art. 188). Younger than rules that are stored. */
    successions: period(1095).default(OFF(1825)),
  }),
  initial: {
    drafts: OFF(365),
    notices: OFF(1095),
    certificates: OFF(1095),
    'machine-users': OFF(1095),
    exports: OFF(365),
    'print-jobs': OFF(365),
    'identity-misses': OFF(365),
    successions: OFF(1825),
  },
}
