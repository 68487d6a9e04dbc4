import { maskPhone } from '@/lib/core/mask'
import { decrypt } from './secrets'

/** What stands where an owner's phone is not known: registrations of older systems may have none. */
const UNKNOWN = '未登记'

/** @param sealed as stored; null: not known */
export function openPhone(sealed: string | null): string {
  return sealed === null ? UNKNOWN : decrypt(sealed)
}

/** 138****5678 */
export function maskedPhone(sealed: string | null): string {
  return sealed === null ? UNKNOWN : maskPhone(decrypt(sealed))
}
