import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { readSearchText } from '@/lib/features/machine/rules/search-text'
import { MACHINE_COLUMNS } from '@/lib/features/machine/schema/columns'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { getExport } from '../queries/exports'
import { storeSearch } from '../queries/stored'
import { UNDER_WAY } from '../rules/status'
import { type MachineExport, MOST_WAITING, type StartExport } from '../schema'
import { exportQueue } from './queues'

/**
 * Lets a job write what a search finds into a file. Nothing is read yet: the area is the officer's own when the job runs.
 * @throws AppError FORBIDDEN for personal columns without the right to them; INVALID for a text too short to search for;
 * STATE_CONFLICT when three of this officer's are waiting already
 */
export async function startMachineExport(actor: StaffActor, asked: StartExport): Promise<MachineExport> {
  if (asked.personal && !roleMay(actor.role, 'machine.exportPersonal')) throw new AppError('FORBIDDEN')
  const meaning = readSearchText(asked.search.q)?.meaning
  if (meaning === 'TOO_SHORT') throw fieldError('search.q', '查询的内容太短，请至少填写 3 个字符或 2 个汉字')
  await ensureQueue(exportQueue)
  return transact(async (tx) => {
    await refuseMoreThan(tx, actor)
    const { format, personal } = asked
    const columns = MACHINE_COLUMNS.filter((key) => asked.columns.includes(key))
    const search = storeSearch(asked.search, actor.divisionCode)
    const { id } = await tx.machineExport.create({
      data: { staffId: actor.id, format, columns, personal, search },
    })
    await audit(tx, actor, {
      action: 'export.start',
      subjectType: 'export',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: {
        format,
        columns,
        personal,
        conditions: conditionsOf(asked.search),
        meaning: meaning ?? null,
      },
    })
    await enqueue(tx, exportQueue, { exportId: id })
    return getExport(actor, id, tx)
  })
}

/** Two clicks at once are counted one after the other: the officer's row is held meanwhile. */
async function refuseMoreThan(tx: Tx, actor: StaffActor): Promise<void> {
  await tx.$queryRaw`SELECT id FROM staff WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
  const waiting = await tx.machineExport.count({
    where: { staffId: actor.id, status: { in: [...UNDER_WAY] } },
  })
  if (waiting < MOST_WAITING) return
  const detail = `您已有 ${MOST_WAITING} 个导出在排队或进行中，请等其中一个完成或取消后再试`
  throw new AppError('STATE_CONFLICT', { detail })
}

/** For the record: what was asked for, without the text, which may name a person. */
function conditionsOf({ q: _, sort: __, ...conditions }: StartExport['search']) {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined))
}
