import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { tellUnlisted } from '@/lib/server/audit/frequent'
import { hasUntold } from '@/lib/server/audit/writer'
import { transact } from '@/lib/server/database/db'
import { closeDays } from './commands/close-days'
import { deliverHeads } from './commands/deliver'
import { sealAudit } from './commands/seal'

/** Tells of places that stay empty when nothing else is written: otherwise they would look like deleted events. */
export async function tellSkipped(): Promise<void> {
  if (!hasUntold()) return
  await transact((tx) =>
    audit(tx, SYSTEM, { action: 'audit.skip', subjectType: 'audit', subjectId: 'writer' }),
  )
}

/** What a server that stops writes last. */
export async function endAudit(): Promise<void> {
  await tellUnlisted(true)
  await tellSkipped()
  await sealAudit()
  await deliverHeads(true)
}

export const ticks = [
  { name: 'audit.seal', everySeconds: 1, run: sealAudit },
  // Beside the sealing, which waits for no sink.
  { name: 'audit.deliver', everySeconds: 1, run: () => deliverHeads() },
  { name: 'audit.days', everySeconds: 60, run: () => closeDays() },
  { name: 'audit.skipped', everySeconds: 10, run: tellSkipped },
  { name: 'audit.unlisted', everySeconds: 10, run: () => tellUnlisted() },
]
