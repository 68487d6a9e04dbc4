import { chinaDay } from '@/lib/core/clock'
import { listAll } from '@/lib/features/setting/queries'
import type { Tx } from '@/lib/server/database/db'
import type { CheckFacts } from './rules/check'
import type { FilingContent } from './schema/content'

type Reader = Pick<Tx, 'division' | 'listItem'>

/** What `checkFiling` must know besides the filing: the lists as they stand, the district, the day. */
export async function findCheckFacts(reader: Reader, content: FilingContent): Promise<CheckFacts> {
  const today = chinaDay(new Date())
  // One after another: a transaction has one connection.
  const lists = await listAll(reader)
  const districtUsable = await isDistrictUsable(reader, content.districtCode, today)
  return { lists, districtUsable, today }
}

/** May a filing name this division: a leaf, in force today? */
async function isDistrictUsable(
  reader: Reader,
  code: string | null | undefined,
  today: string,
): Promise<boolean> {
  if (!code) return false
  const day = new Date(today)
  const found = await reader.division.count({
    where: {
      code,
      leaf: true,
      AND: [
        { OR: [{ validFrom: null }, { validFrom: { lte: day } }] },
        { OR: [{ validTo: null }, { validTo: { gt: day } }] },
      ],
    },
  })
  return found === 1
}
