import { z } from 'zod'

const figure = (min: number, max: number) =>
  z.number().int('应为整数').min(min, `不能小于 ${min}`).max(max, `不能大于 ${max}`)

/** Thresholds of the supervisors' alerts (lib/features/watch). */
const watchRules = z.strictObject({
  /** Overdue filings of a district. */
  overdueFilings: figure(1, 10_000),
  /** Minimum of decisions in 30 days for a reviewer to be checked at all. */
  reviewerDecisions: figure(5, 10_000),
  /** An approval is quick if it follows the claim in less than this. */
  quickSeconds: figure(1, 3600),
  /** Share of quick approvals that is unusual. */
  quickPercent: figure(1, 100),
  /** A share of returns is unusual if it differs from that of the others by this factor, up or down. */
  returnFactor: figure(2, 100),
  /** Number of filings that use the same photo file. */
  samePhotoFilings: figure(2, 1000),
})

export const WATCH_RULES_SETTING = {
  label: '监督提醒',
  schema: watchRules,
  initial: {
    overdueFilings: 5,
    reviewerDecisions: 20,
    quickSeconds: 20,
    quickPercent: 80,
    returnFactor: 3,
    samePhotoFilings: 2,
  },
}
