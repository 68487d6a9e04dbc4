import type { CodePurpose } from '@/lib/features/account/schema'

/**
 * The phone a code was last sent to, and when another may be requested. Stored per tab, so that a reload (a phone drops
 * pages while its owner reads the message) loses neither the number nor the waiting time.
 */
export type SentCode = {
  phone: string
  until: number
  /** Until when the code is good; 0: the server has said that it is not, or nothing was sent. */
  goodUntil: number
}

const keyOf = (purpose: CodePurpose) => `nrmm.code.${purpose}`

export function rememberCode(purpose: CodePurpose, sent: SentCode): void {
  try {
    sessionStorage.setItem(keyOf(purpose), JSON.stringify(sent))
  } catch {
    // No storage: the server still reports how long to wait.
  }
}

export function forgetCode(purpose: CodePurpose): void {
  try {
    sessionStorage.removeItem(keyOf(purpose))
  } catch {
    // As above.
  }
}

export function rememberedCode(purpose: CodePurpose): SentCode | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(purpose)) ?? 'null')
    return isSentCode(stored) ? { ...stored, goodUntil: stored.goodUntil ?? 0 } : null
  } catch {
    return null
  }
}

function isSentCode(stored: unknown): stored is Omit<SentCode, 'goodUntil'> & Partial<SentCode> {
  if (typeof stored !== 'object' || stored === null) return false
  return (
    'phone' in stored &&
    typeof stored.phone === 'string' &&
    'until' in stored &&
    typeof stored.until === 'number'
  )
}
