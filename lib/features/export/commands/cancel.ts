import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { getExport, ownExports } from '../queries/exports'
import { UNDER_WAY } from '../rules/status'
import type { MachineExport } from '../schema'

/**
 * Cancels an unfinished export. The job notices within about a second and removes its file.
 * @throws AppError NOT_FOUND; STATE_CONFLICT when it is finished
 */
export function cancelMachineExport(actor: StaffActor, id: string): Promise<MachineExport> {
  return transact(async (tx) => {
    const { count } = await tx.machineExport.updateMany({
      where: { id, ...ownExports(actor), status: { in: [...UNDER_WAY] } },
      data: { status: 'CANCELLED', finishedAt: new Date() },
    })
    const now = await getExport(actor, id, tx)
    if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '这个导出已经结束，不能取消' })
    const details = { rows: now.doneRows }
    await audit(tx, actor, { action: 'export.cancel', subjectType: 'export', subjectId: id, details })
    return now
  })
}
