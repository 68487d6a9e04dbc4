import { findSetting } from '@/lib/features/setting/queries/settings'
import { type StatedTexts, statedTextsOf } from '@/lib/features/setting/schema/adverse-acts'
import type { Tx } from '@/lib/server/database/db'
import type { MachineAction } from '../schema/console'

/** Legal basis and remedies that the machine's district states with an act; none with a reinstatement. */
export async function statedWith(
  reader: Pick<Tx, 'setting'>,
  action: MachineAction,
  districtCode: string | null,
): Promise<StatedTexts> {
  if (action === 'REINSTATE') return { basis: null, remedies: null }
  return statedTextsOf(await findSetting(reader, 'adverse-acts', districtCode), action)
}
