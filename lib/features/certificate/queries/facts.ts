import { knownDay } from '@/lib/core/moment'
import { checkStatusOf } from '@/lib/features/check/rules'
import { filingContent } from '@/lib/features/content/schema/content'
import { listAll } from '@/lib/features/setting/queries/lists'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import type { CertifiedFacts } from '../schema'

/** What of a machine is certified, and later compared. */
export const CERTIFIED = {
  id: true,
  ownerId: true,
  loadId: true,
  status: true,
  registrationNumber: true,
  emissionStage: true,
  categoryCode: true,
  content: true,
  registeredAt: true,
  registeredPrecision: true,
  pickup: { select: { collectedAt: true } },
  numbers: { select: { machineId: true }, take: 2 },
} as const satisfies Prisma.MachineSelect
export type CertifiedRow = Prisma.MachineGetPayload<{ select: typeof CERTIFIED }>

export type Names = Awaited<ReturnType<typeof findNames>>

/** Names of categories and stages, disabled ones included: machines still have them. */
export function findNames(reader: Pick<Tx, 'listItem'>) {
  return listAll(reader, { lists: ['CATEGORY', 'STAGE'], withDisabled: true })
}

/** The register's word on a machine at the moment of reading. */
export function factsOf(row: CertifiedRow, names: Names): CertifiedFacts {
  const { machine } = filingContent.parse(row.content)
  const nameOf = (list: 'CATEGORY' | 'STAGE', code: string | null) =>
    names[list].find((item) => item.code === code)?.name ?? code
  const stageCode = STAGE_CODES.find((code) => code === row.emissionStage) ?? 'X'
  return {
    registrationNumber: row.registrationNumber ?? '',
    categoryCode: row.categoryCode,
    category: nameOf('CATEGORY', row.categoryCode),
    brand: machine.brand ?? null,
    model: machine.model ?? null,
    serial: machine.serial ?? null,
    stageCode,
    stage: nameOf('STAGE', stageCode) ?? stageCode,
    // A second number came with a corrected stage: an officer has looked at it here.
    fromOlderRegister: row.loadId !== null && row.numbers.length < 2,
    registeredOn: knownDay(row.registeredAt, row.registeredPrecision),
    state: checkStatusOf(row.status, row.pickup === null || row.pickup.collectedAt !== null),
  }
}
