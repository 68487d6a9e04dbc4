import { auditHmac } from '@/lib/server/secrets/secrets'

/** The root of a day in China: which seals are its own, how many there are, and the chain's hash at the last. */
export type DayRoot = { day: string; firstSeq: bigint; lastSeq: bigint; events: number; root: string }

/** The signature of a day's root: over its fields and the database they are of. */
export function dayMac(database: string, { day, firstSeq, lastSeq, events, root }: DayRoot): string {
  const parts = ['day-1', database, day, `${firstSeq}`, `${lastSeq}`, events, root]
  return auditHmac('audit-anchor', JSON.stringify(parts), 'base64url')
}
