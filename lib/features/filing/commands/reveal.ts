import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordReveal } from '@/lib/features/disclosure/commands'
import type { Stated } from '@/lib/features/disclosure/schema'
import { transact } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { visibleToOfficer } from '../policy'

/**
 * The full ID number and phone of a filing's owner or agent. Each reveal is audited with its purpose, without the numbers;
 * whoever has claimed the filing reviews it, and need not say so (docs/decisions/0055).
 * @throws AppError NOT_FOUND outside the area, for drafts, and for AGENT when the filing has none; those of `recordReveal`
 */
export function revealParty(
  actor: StaffActor,
  id: string,
  { party, ...stated }: Stated & { party: 'OWNER' | 'AGENT' },
) {
  return transact(async (tx) => {
    const filing = await tx.filing.findFirst({
      where: { id, ...visibleToOfficer(actor) },
      select: { districtCode: true, ownerId: true, filerId: true, status: true, claimedById: true },
    })
    if (!filing || (party === 'AGENT' && filing.filerId === filing.ownerId)) throw new AppError('NOT_FOUND')
    const account = await tx.account.findUniqueOrThrow({
      where: { id: party === 'OWNER' ? filing.ownerId : filing.filerId },
      select: { id: true, idNumber: true, phone: true },
    })
    const entry = { action: 'filing.reveal', subjectType: 'filing', subjectId: id } as const
    const { districtCode } = filing
    const reviewing = filing.status === 'IN_REVIEW' && filing.claimedById === actor.id
    await recordReveal(
      tx,
      actor,
      { ...entry, districtCode, details: { party } },
      stated,
      reviewing ? 'REVIEW' : undefined,
    )
    return { idNumber: openIdNumber(account), phone: openPhone(account) }
  })
}
