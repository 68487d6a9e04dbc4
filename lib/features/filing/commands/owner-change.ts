import { AppError } from '@/lib/core/app-error'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { type Filer, findOwnerRows, type OwnerRow, visibleToFiler } from '../queries/owner-row'
import { type FilingAction, statusAllows } from '../rules/actions'
import { stateConflict } from './refusal'

/**
 * Loads a filing for a change by its filer, or by the counter for the owner at the desk, and locks it until the end of the transaction: phones send several changes at
 * once (four photos, four PATCHes), which are then merged in turn instead of conflicting.
 * @throws AppError NOT_FOUND when the account may not see it, FORBIDDEN for the owner of an agent's filing,
 * STATE_CONFLICT when the status does not allow the action
 */
export async function lockOwnFiling(
  tx: Tx,
  actor: Filer,
  id: string,
  action: FilingAction,
): Promise<OwnerRow> {
  const own = Prisma.sql`f.id = ${id}::uuid AND ${visibleToFiler(actor)}`
  await tx.$queryRaw`SELECT 1 FROM filing f WHERE ${own} FOR NO KEY UPDATE`
  // A separate statement: the one that waits for the lock would see the photos as they were before the wait.
  const [filing] = await findOwnerRows(tx, own, 1)
  if (!filing) throw new AppError('NOT_FOUND')
  if (actor.kind === 'ACCOUNT' && filing.filerId !== actor.id)
    throw new AppError('FORBIDDEN', { detail: '该登记由被委托人填报，只能由其办理' })
  if (!statusAllows(action, filing.status, 'OWNER')) throw stateConflict(filing.status)
  return filing
}

/** Who entered something of an assisted filing, this officer included; of others nobody is kept. */
export function assistantsOf(actor: Filer, { assistantIds }: Pick<OwnerRow, 'assistantIds'>): string[] {
  return actor.kind === 'STAFF' ? [...new Set([...assistantIds, actor.id])] : assistantIds
}

/**
 * Updates a filing, guarded by the status and version that were read, and increments its version.
 * @throws AppError VERSION_CONFLICT when it has changed since it was read
 */
export async function updateOwnFiling(
  tx: Tx,
  actor: Filer,
  filing: OwnerRow,
  data: Omit<Prisma.FilingUncheckedUpdateManyInput, 'version'>,
): Promise<void> {
  const { id, filerId, status, version } = filing
  const { count } = await tx.filing.updateMany({
    where: { id, filerId, status, version },
    data: { ...data, assistantIds: assistantsOf(actor, filing), version: version + 1 },
  })
  if (count !== 1) throw new AppError('VERSION_CONFLICT')
}

/** The fields common to all audit rows of a filing. */
export function auditSubject(id: string, content: { districtCode?: string | null }) {
  return { subjectType: 'filing', subjectId: id, districtCode: content.districtCode ?? null }
}
