import { findSetting } from '@/lib/features/setting/queries/settings'
import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import type { Tx } from '@/lib/server/database/db'

/** Whether the rule of the division has this act confirmed by a second person. */
export async function needsSecondPerson(
  tx: Pick<Tx, 'setting'>,
  kind: SecondPersonAct,
  divisionCode: string,
): Promise<boolean> {
  if (kind === 'ENABLE_STAFF' || kind === 'DISABLE_STAFF')
    return (await findSetting(tx, 'staff-second-person', divisionCode)).ENABLE_STAFF
  return (await findSetting(tx, 'second-person', divisionCode))[kind]
}
