import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { Tx } from '@/lib/server/db'
import type { Prisma } from '@/prisma/client'
import { type ChangeRow, changeParts } from '../queries/owner-dto'
import { type FilingAction, statusAllows } from '../rules/actions'
import { stateConflict } from './refusal'

/**
 * A filing to be changed by its filer, locked until the end of the transaction: phones send several changes at once
 * (four photos, four PATCHes), which then merge one after another instead of refusing each other.
 * @throws AppError NOT_FOUND when the account does not see it, FORBIDDEN when it is the owner of an agent's filing,
 * STATE_CONFLICT when the status does not allow the action
 */
export async function lockOwnFiling(
  tx: Tx,
  actor: AccountActor,
  id: string,
  action: FilingAction,
): Promise<ChangeRow> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM filing WHERE id = ${id}::uuid AND (
      "filerId" = ${actor.id}::uuid OR "ownerId" = ${actor.id}::uuid) FOR NO KEY UPDATE`
  if (locked.length === 0) throw new AppError('NOT_FOUND')
  const filing = await tx.filing.findUniqueOrThrow({ where: { id }, include: changeParts })
  if (filing.filerId !== actor.id)
    throw new AppError('FORBIDDEN', { detail: '该登记由被委托人填报，只能由其办理' })
  if (!statusAllows(action, filing.status, 'OWNER')) throw stateConflict(filing.status)
  return filing
}

/**
 * The guarded update of a filing as it was read; its version rises by one.
 * @throws AppError VERSION_CONFLICT when it is no longer what was read
 */
export async function updateOwnFiling(
  tx: Tx,
  filing: ChangeRow,
  data: Omit<Prisma.FilingUncheckedUpdateManyInput, 'version'>,
): Promise<void> {
  const { id, filerId, status, version } = filing
  const { count } = await tx.filing.updateMany({
    where: { id, filerId, status, version },
    data: { ...data, version: version + 1 },
  })
  if (count !== 1) throw new AppError('VERSION_CONFLICT')
}

/** What the audit rows of a filing have in common. */
export function auditSubject(id: string, content: { districtCode?: string | null }) {
  return { subjectType: 'filing', subjectId: id, districtCode: content.districtCode ?? null }
}
