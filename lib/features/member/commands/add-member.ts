import type { UnitRole } from '@/lib/core/unit-role'
import type { Tx } from '@/lib/server/database/db'

type Place = { unitId: string; personId: string; role: UnitRole }

/** Gives somebody a place in a unit; who has one already keeps it, with the role it has. */
export async function addMember(tx: Tx, place: Place): Promise<void> {
  const { unitId, personId } = place
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${unitId}::uuid FOR NO KEY UPDATE`
  const living = await tx.unitMember.count({ where: { unitId, personId, endedAt: null } })
  if (living === 0) await tx.unitMember.create({ data: place })
}
