import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { allowPersonalExport } from '@/lib/features/disclosure/commands'
import { readSearchText } from '@/lib/features/machine/rules/search-text'
import { MACHINE_COLUMNS } from '@/lib/features/machine/schema/columns'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { getExport } from '../queries/exports'
import { storeSearch } from '../queries/stored'
import { UNDER_WAY } from '../rules/status'
import { MAX_UNFINISHED, type MachineExport, type StartExport } from '../schema'
import { exportQueue } from './queues'

/**
 * Enqueues the export of a search to a file. The search runs later, in the job, with the officer's rights at that time.
 * @throws AppError FORBIDDEN for personal columns without the right to them; INVALID for a text too short to search for;
 * those of `allowPersonalExport`; STATE_CONFLICT when three exports of this officer are unfinished
 */
export async function startMachineExport(actor: StaffActor, input: StartExport): Promise<MachineExport> {
  if (input.personal && !roleMay(actor.role, 'machine.exportPersonal')) throw new AppError('FORBIDDEN')
  const meaning = readSearchText(input.search.q)?.meaning
  if (meaning === 'TOO_SHORT') throw fieldError('search.q', '查询的内容太短，请至少填写 3 个字符或 2 个汉字')
  await ensureQueue(exportQueue)
  return transact(async (tx) => {
    await requireFreeSlot(tx, actor)
    const { format, personal } = input
    const stated = personal ? await allowPersonalExport(tx, actor, input) : {}
    const columns = MACHINE_COLUMNS.filter((key) => input.columns.includes(key))
    const id = newId()
    const search = storeSearch(id, input.search, actor.divisionCode)
    await tx.machineExport.create({
      data: { id, staffId: actor.id, format, columns, personal, search },
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
        conditions: conditionsOf(input.search),
        meaning: meaning ?? null,
        ...stated,
      },
    })
    await enqueue(tx, exportQueue, { exportId: id })
    return getExport(actor, id, tx)
  })
}

/** The lock on the officer's row serialises concurrent requests. @throws AppError STATE_CONFLICT */
async function requireFreeSlot(tx: Tx, actor: StaffActor): Promise<void> {
  await tx.$queryRaw`SELECT id FROM staff WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
  const waiting = await tx.machineExport.count({
    where: { staffId: actor.id, status: { in: [...UNDER_WAY] } },
  })
  if (waiting < MAX_UNFINISHED) return
  const detail = `您已有 ${MAX_UNFINISHED} 个导出在排队或进行中，请等其中一个完成或取消后再试`
  throw new AppError('STATE_CONFLICT', { detail })
}

/** For the audit row: the search conditions without the text, which may name a person. */
function conditionsOf({ q: _, sort: __, ...conditions }: StartExport['search']) {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined))
}
