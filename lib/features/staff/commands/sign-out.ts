import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'

/** Audits a sign-out; the response deletes the cookie. */
export function recordSignOut(actor: StaffActor): Promise<void> {
  return transact((tx) =>
    audit(tx, actor, {
      action: 'staff.sign-out',
      subjectType: 'staff',
      subjectId: actor.id,
      districtCode: actor.divisionCode,
    }),
  )
}
