import type { CheckStatus } from '@/lib/features/check/schema'
import type { CertificateStatus, CertifiedFacts } from '../schema'

/** Titles of CHECK_TEXTS, as they stand in a table. */
export const STATE_WORDS: Record<CheckStatus, string> = {
  ACTIVE: '登记有效',
  NOT_COLLECTED: '号码尚未领取',
  CANCELLED: '登记已注销',
  REVOKED: '登记已撤销',
}

/** What an older register said is not given out as looked at here. */
export function stageWords({
  stage,
  fromOlderRegister,
}: Pick<CertifiedFacts, 'stage' | 'fromOlderRegister'>) {
  return fromOlderRegister ? `${stage}（旧系统记录）` : stage
}

const NONE = '无'
const COMPARED = [
  ['登记状态', ({ state }) => STATE_WORDS[state]],
  ['环保登记号码', ({ registrationNumber }) => registrationNumber],
  ['排放阶段', ({ stage }) => stage],
  ['机械类别', ({ category }) => category ?? NONE],
  ['机械品牌', ({ brand }) => brand ?? NONE],
  ['机械型号', ({ model }) => model ?? NONE],
  ['机械出厂编号', ({ serial }) => serial ?? NONE],
  ['登记日期', ({ registeredOn }) => registeredOn],
] as const satisfies readonly (readonly [string, (facts: CertifiedFacts) => string])[]

/** Names of lists may be worded anew; what they stand for is compared by code. */
const keyOf = (label: string, facts: CertifiedFacts, words: string): string =>
  label === '排放阶段' ? facts.stageCode : label === '机械类别' ? (facts.categoryCode ?? NONE) : words

/**
 * What of a machine is otherwise now than it was certified: one sentence each.
 * @param sameOwner whether whoever asked for the certificate owns it now
 */
export function changesSince(then: CertifiedFacts, now: CertifiedFacts, sameOwner: boolean): string[] {
  const changed = COMPARED.flatMap(([label, words]) => {
    const [before, after] = [words(then), words(now)]
    return keyOf(label, then, before) === keyOf(label, now, after)
      ? []
      : [`${label}：由“${before}”变为“${after}”`]
  })
  return sameOwner ? changed : ['机主已变更，不再是证明上的所有者', ...changed]
}

/** At an instant; the end of validity is the first instant after it. */
export function certificateStatusAt(
  { validUntil, withdrawnAt }: { validUntil: Date; withdrawnAt: Date | null },
  now: Date,
): CertificateStatus {
  if (withdrawnAt) return 'WITHDRAWN'
  return now < validUntil ? 'VALID' : 'EXPIRED'
}
