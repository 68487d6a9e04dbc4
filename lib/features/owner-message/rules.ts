import { chinaTime } from '@/lib/core/clock'
import type { OwnerMessageRule } from '@/lib/features/setting/schema/owner-messages'

/** How often a message is handed to a provider that refuses it, and how long it rests in between. */
export const MOST_ATTEMPTS = 4
export const REST_MS = 5 * 60_000
/** After so long a message that still waits (a breakdown) is no news any more. */
export const STALE_MS = 3 * 86_400_000
/** One that was being handed over for so long broke off. */
export const BROKEN_MS = 10 * 60_000

/** Is it the time of the night when nobody's phone rings? Hours of China time; equal bounds: never. */
export function isQuiet(
  { quietFrom, quietTo }: Pick<OwnerMessageRule, 'quietFrom' | 'quietTo'>,
  now: Date,
): boolean {
  const hour = Number(chinaTime(now).slice(11, 13))
  return quietFrom <= quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo
}
