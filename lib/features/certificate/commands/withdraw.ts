import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'

/**
 * DELETE /certificates/{id}: whoever checks it from now on reads that it was withdrawn. The row stays.
 * @throws AppError NOT_FOUND unless it is the account's own; STATE_CONFLICT when it was withdrawn before
 */
export function withdrawCertificate(actor: AccountActor, id: string): Promise<void> {
  return transact(async (tx) => {
    const own = { id, accountId: actor.id }
    const certificate = await tx.certificate.findFirst({ where: own, select: { number: true } })
    if (!certificate) throw new AppError('NOT_FOUND')
    const { count } = await tx.certificate.updateMany({
      where: { ...own, withdrawnAt: null },
      data: { withdrawnAt: new Date() },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '这份证明已经作废' })
    await audit(tx, actor, {
      action: 'certificate.withdraw',
      subjectType: 'certificate',
      subjectId: id,
      details: { certificateNumber: certificate.number },
    })
  })
}
