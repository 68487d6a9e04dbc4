import { maskPhone } from '@/lib/core/mask'
import { decrypt } from './secrets'

/** Shown for an unknown phone: registrations from older systems may have none. */
const UNKNOWN = '未登记'

/** What is encrypted of an account, as it is stored. */
type WithIdNumber = { id: string; idNumber: string }
type WithPhone = { id: string; phone: string | null }

/** The number of an account's document. */
export function openIdNumber({ id, idNumber }: WithIdNumber): string {
  return decrypt('account.idNumber', id, idNumber)
}

/** The phone of an account; 未登记 where none is known. */
export function openPhone({ id, phone }: WithPhone): string {
  return phone === null ? UNKNOWN : decrypt('account.phone', id, phone)
}

/** 138****5678 */
export function maskedPhone(account: WithPhone): string {
  return account.phone === null ? UNKNOWN : maskPhone(openPhone(account))
}
