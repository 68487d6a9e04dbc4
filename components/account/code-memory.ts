import type { CodePurpose } from '@/lib/features/account/schema'

/**
 * To whom a code was sent last, and when another may be asked for: kept in this tab, so that a reload (a phone drops pages
 * while its owner reads the message) neither forgets the number nor the waiting time.
 */
export type SentCode = { phone: string; until: number }

const keyOf = (purpose: CodePurpose) => `nrmm.code.${purpose}`

export function rememberCode(purpose: CodePurpose, sent: SentCode): void {
  try {
    sessionStorage.setItem(keyOf(purpose), JSON.stringify(sent))
  } catch {
    // No storage: the server still tells how long to wait.
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
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(purpose)) ?? 'null')
    return isSentCode(kept) ? kept : null
  } catch {
    return null
  }
}

function isSentCode(kept: unknown): kept is SentCode {
  if (typeof kept !== 'object' || kept === null) return false
  return (
    'phone' in kept && typeof kept.phone === 'string' && 'until' in kept && typeof kept.until === 'number'
  )
}
