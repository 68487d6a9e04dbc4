import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { filingContent } from '@/lib/features/content/schema/content'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { toFilingDto } from '../queries/owner-dto'
import { findOwnerRows, visibleToFiler } from '../queries/owner-row'
import { statusAllows } from '../rules/actions'
import type { FilingDto } from '../schema/owner'
import { auditSubject } from './owner-change'

/**
 * The owner takes the consent to an agent's filing back. It stays the owner's, and the agent cannot submit it until the owner
 * consents again. Of this and a submission at the same moment one happens: both change the filing guarded by its version.
 * @throws AppError NOT_FOUND unless it is the account's or filed by it, FORBIDDEN for the agent, STATE_CONFLICT once it is
 * submitted or taken back, and of one's own
 */
export function takeBackConsent(actor: AccountActor, id: string): Promise<FilingDto> {
  return transact(async (tx) => {
    const own = Prisma.sql`f.id = ${id}::uuid AND ${visibleToFiler(actor)}`
    await tx.$queryRaw`SELECT 1 FROM filing f WHERE ${own} FOR NO KEY UPDATE`
    const [row] = await findOwnerRows(tx, own, 1)
    if (!row) throw new AppError('NOT_FOUND')
    if (row.ownerId !== actor.id)
      throw new AppError('FORBIDDEN', { detail: '只有机械所有者可以收回对被委托人的同意' })
    if (row.filerId === actor.id)
      throw new AppError('STATE_CONFLICT', { detail: '这条登记由您本人填报，没有可以收回的同意' })
    if (!statusAllows('consent', row.status, 'OWNER'))
      throw new AppError('STATE_CONFLICT', {
        detail: '该登记已经提交，不能再收回同意；如有异议，请联系被委托人撤回，或联系登记单位',
      })
    if (row.ownerConsentTakenBackAt)
      throw new AppError('STATE_CONFLICT', { detail: '您已经收回同意，被委托人不能提交' })
    const taken = { ownerConsentOf: null, ownerConsentTakenBackAt: new Date() }
    const { count } = await tx.filing.updateMany({
      where: { id, ownerId: actor.id, status: row.status, version: row.version },
      data: { ...taken, version: row.version + 1 },
    })
    if (count !== 1) throw new AppError('VERSION_CONFLICT')
    await audit(tx, actor, {
      action: 'filing.take-back-consent',
      ...auditSubject(id, filingContent.parse(row.content)),
      details: { ownerId: actor.id },
    })
    return toFilingDto(actor, { ...row, ...taken, version: row.version + 1 })
  })
}
