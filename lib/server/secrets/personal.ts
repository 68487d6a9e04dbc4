import { maskPhone } from '@/lib/core/mask'
import { decrypt } from './secrets'

/** Shown for an unknown phone: registrations from older systems may have none. */
const UNKNOWN = '未登记'

/** @param sealed encrypted phone; null: unknown */
export function openPhone(sealed: string | null): string {
  return sealed === null ? UNKNOWN : decrypt(sealed)
}

/** 138****5678 */
export function maskedPhone(sealed: string | null): string {
  return sealed === null ? UNKNOWN : maskPhone(decrypt(sealed))
}
