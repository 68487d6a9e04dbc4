import { chinaDay } from '@/lib/core/clock'
import { readDivisionFinder } from '@/lib/features/division/queries/finder'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import type { HistoryFacts } from '../rules/read-content'

/** What rows are judged by: lists with what is switched off by now, and every district that ever was. */
export async function historyFacts(): Promise<HistoryFacts> {
  const [lists, findDistrict] = await Promise.all([
    listAll(db(), { withDisabled: true }),
    readDivisionFinder(),
  ])
  return { lists, findDistrict, today: chinaDay(new Date()), now: new Date() }
}
