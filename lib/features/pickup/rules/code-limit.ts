/**
 * How many pickup codes that belong to nothing may be looked up (docs/decisions/0053). Six digits can be tried through; an
 * officer who mistypes needs three or four.
 */
export const CODE_WINDOW_MS = 30 * 60_000

export type CodeGuesser = 'STAFF' | 'BUREAU' | 'ADDRESS'
export const WRONG_CODES: Record<CodeGuesser, number> = {
  STAFF: 10,
  /** All counters of a bureau together. */
  BUREAU: 40,
  /** Whoever is behind one address, whatever the bureau. */
  ADDRESS: 40,
}

const WHO: Record<CodeGuesser, string> = {
  STAFF: '您',
  BUREAU: '本登记单位',
  ADDRESS: '您所在的网络',
}

/** @param until 2026-11-30 14:05 */
export function codeLimitText(who: CodeGuesser, until: string): string {
  return `${WHO[who]}半小时内已有 ${WRONG_CODES[who]} 次按领取码没有找到，暂停按领取码查找至 ${until}。现在可以用登记号码、手机号，或证件号后四位和姓名查找`
}
