import { AppError } from '@/lib/core/app-error'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { MACHINE_STATUS_LABELS, type MachineStatus } from '@/lib/features/machine/schema/status'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'

/** A machine about to change, locked until the end of the transaction. */
export type MachineRow = {
  id: string
  filingId: string
  ownerId: string
  version: number
  status: MachineStatus
  collected: boolean
  registrationNumber: string
  content: FilingContent
  districtCode: string
  cityCode: string
  provinceCode: string
}

/**
 * Locks a machine before anything of its changes is touched: every command of changes takes this lock first, so that
 * two of them come one after the other and never wait for each other in a circle.
 * @param condition over `machine m`
 */
export async function lockMachine(tx: Tx, condition: Prisma.Sql): Promise<MachineRow | null> {
  const [row] = await tx.$queryRaw<(Omit<MachineRow, 'content'> & { content: unknown })[]>`
    SELECT m.id, m."filingId", m."ownerId", m.version, m.status::text AS status, m.content, m."registrationNumber",
      m."districtCode", m."cityCode", m."provinceCode", (p.id IS NULL OR p."collectedAt" IS NOT NULL) AS collected
    FROM machine m LEFT JOIN pickup p ON p."machineId" = m.id
    WHERE ${condition} FOR NO KEY UPDATE OF m`
  return row ? { ...row, content: filingContent.parse(row.content) } : null
}

/** The machine of an owner; a stranger's is as good as none. Over `machine m`. */
export function ownMachine(id: string, ownerId: string): Prisma.Sql {
  return Prisma.sql`m.id = ${id}::uuid AND m."ownerId" = ${ownerId}::uuid`
}

/**
 * Changes come after the number was fetched (manual, 二) and only to a valid registration.
 * @throws AppError STATE_CONFLICT that says which of the two is missing
 */
export function requireChangeable({ status, collected }: Pick<MachineRow, 'status' | 'collected'>): void {
  if (status !== 'ACTIVE')
    throw new AppError('STATE_CONFLICT', {
      detail: `该机械的登记${MACHINE_STATUS_LABELS[status]}，不能办理信息变更`,
    })
  if (!collected)
    throw new AppError('STATE_CONFLICT', {
      detail: '领取环保登记号码后才能办理信息变更，请先到登记单位领取号码',
    })
}

type Update = { content?: FilingContent; ownerId?: string; status?: 'CANCELLED' }

/**
 * The guarded update of a machine as it was read; its version rises by one.
 * @throws AppError VERSION_CONFLICT when it is no longer what was read
 */
export async function updateMachine(tx: Tx, machine: MachineRow, data: Update): Promise<void> {
  const { id, ownerId, status, version } = machine
  const { count } = await tx.machine.updateMany({
    where: { id, ownerId, status, version },
    data: { ...data, version: version + 1 },
  })
  if (count !== 1) throw new AppError('VERSION_CONFLICT')
}

/** The area of a machine as a change keeps it: whose bureau decides. */
export function areaOf({ districtCode, cityCode, provinceCode }: MachineRow) {
  return { districtCode, cityCode, provinceCode }
}
