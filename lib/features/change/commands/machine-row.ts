import { z } from 'zod'
import { AppError } from '@/lib/core/app-error'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { MACHINE_STATUS_LABELS, machineStatus } from '@/lib/features/machine/schema/status'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'

/** A machine locked for a change until the end of the transaction. */
const machineRow = z.object({
  id: z.uuid(),
  ownerId: z.uuid(),
  version: z.int(),
  status: machineStatus,
  collected: z.boolean(),
  registrationNumber: z.string(),
  content: z.unknown(),
  districtCode: z.string(),
  cityCode: z.string(),
  provinceCode: z.string(),
})
export type MachineRow = z.output<typeof machineRow> & { content: FilingContent }

/**
 * Locks a machine. Every command of changes takes this lock first, which serialises them and rules out deadlocks.
 * @param condition over `machine m`
 */
export async function lockMachine(tx: Tx, condition: Prisma.Sql): Promise<MachineRow | null> {
  const [row] = await rowsOf(tx, machineRow)`
    SELECT m.id, m."ownerId", m.version, m.status::text AS status, m.content, m."registrationNumber",
      m."districtCode", m."cityCode", m."provinceCode", (p.id IS NULL OR p."collectedAt" IS NOT NULL) AS collected
    FROM machine m LEFT JOIN pickup p ON p."machineId" = m.id
    WHERE ${condition} FOR NO KEY UPDATE OF m`
  return row ? { ...row, content: filingContent.parse(row.content) } : null
}

/** Condition over `machine m`: the machine of this owner, so that others get NOT_FOUND. */
export function ownMachine(id: string, ownerId: string): Prisma.Sql {
  return Prisma.sql`m.id = ${id}::uuid AND m."ownerId" = ${ownerId}::uuid`
}

/**
 * Changes require a collected number (manual, 二) and a valid registration.
 * @throws AppError STATE_CONFLICT stating which of the two is missing
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
 * Updates a machine, guarded by the values it was read with, and increments its version.
 * @throws AppError VERSION_CONFLICT when it has changed since
 */
export async function updateMachine(tx: Tx, machine: MachineRow, data: Update): Promise<void> {
  const { id, ownerId, status, version } = machine
  const { count } = await tx.machine.updateMany({
    where: { id, ownerId, status, version },
    data: { ...data, version: version + 1 },
  })
  if (count !== 1) throw new AppError('VERSION_CONFLICT')
}

/** The area that a change stores: its bureau decides. */
export function areaOf({ districtCode, cityCode, provinceCode }: MachineRow) {
  return { districtCode, cityCode, provinceCode }
}
