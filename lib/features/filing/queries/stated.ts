import type { StaffActor } from '@/lib/core/actor'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { type AdverseAct, type StatedTexts, statedTextsOf } from '@/lib/features/setting/schema/adverse-acts'
import type { Tx } from '@/lib/server/database/db'
import { visibleToOfficer } from '../policy'

/** Legal basis and remedies that the filing's district states with a decision now; none outside the actor's area. */
export async function statedWith(
  tx: Pick<Tx, 'filing' | 'setting'>,
  actor: StaffActor,
  id: string,
  act: AdverseAct,
): Promise<StatedTexts | undefined> {
  const where = { id, ...visibleToOfficer(actor) }
  const filing = await tx.filing.findFirst({ where, select: { districtCode: true } })
  return filing ? statedTextsOf(await findSetting(tx, 'adverse-acts', filing.districtCode), act) : undefined
}
