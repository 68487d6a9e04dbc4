import type { Finding } from '@/lib/core/finding'
import { clear, doubt } from './finding'

/** One agent files for this many owners within the window: a dealer may; one who borrows papers does, too. */
export const BURST_OWNERS = 5
/** Before and after the submission. */
export const BURST_HOURS = 24

export type Burst = {
  filings: number
  /** Other than the filer himself. */
  owners: number
  districts: number
  /** Some of the others. */
  filingIds: string[]
}

/** How much one account filed around this filing. Accounts are phones; of devices nothing is stored. */
export function burstFindings({ filings, owners, districts, filingIds }: Burst): Finding[] {
  const evidence = { filings, owners, districts, hours: BURST_HOURS }
  const what = `提交账号在前后 ${BURST_HOURS} 小时内`
  if (owners >= BURST_OWNERS) {
    const where = districts > 1 ? `，分布在 ${districts} 个区县` : ''
    return [
      { ...doubt(`${what}为 ${owners} 位机主提交了 ${filings} 件登记${where}`, [], evidence), filingIds },
    ]
  }
  const text =
    owners === 0 ? `只为本人提交了 ${filings} 件登记` : `为 ${owners} 位机主提交了 ${filings} 件登记`
  return [clear(`${what}${text}`, evidence)]
}
