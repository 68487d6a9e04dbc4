import { chinaDay } from '@/lib/core/clock'
import { isDistrictInForce } from '@/lib/features/division/queries/in-force'
import { listAll } from '@/lib/features/setting/queries/lists'
import type { Tx } from '@/lib/server/database/db'
import type { CheckFacts } from './rules/check'
import type { FilingContent } from './schema/content'

type Reader = Pick<Tx, 'division' | 'listItem'>

/** The facts that `checkFiling` needs besides the content: active list items, the district, today. */
export async function findCheckFacts(reader: Reader, content: FilingContent): Promise<CheckFacts> {
  const today = chinaDay(new Date())
  // One after another: a transaction has one connection.
  const lists = await listAll(reader)
  const districtUsable = await isDistrictInForce(reader, content.districtCode)
  return { lists, districtUsable, today }
}
