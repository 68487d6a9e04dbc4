import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'

/** What one run of a rotation did, in the audit record. Keys are named by their ids, which say nothing about them. */
export function recordRotation(
  keyId: string,
  details: { texts: number; unreadable: number; notRotated: number },
): Promise<void> {
  return transact((tx) =>
    audit(tx, SYSTEM, { action: 'keys.rotate', subjectType: 'keys', subjectId: keyId, details }),
  )
}
