import { chinaDay } from '@/lib/core/clock'
import { listAll } from '@/lib/features/setting/queries'
import { db } from '@/lib/server/db'
import type { HistoryFacts } from '../rules/read-content'

/** What rows are judged by: lists with what is switched off by now, and every district that ever was. */
export async function historyFacts(): Promise<HistoryFacts> {
  const [lists, divisions] = await Promise.all([
    listAll(db(), { withDisabled: true }),
    db().division.findMany({ where: { leaf: true }, select: { code: true, name: true, fullName: true } }),
  ])
  const districts = new Map<string, string>()
  for (const { code, fullName } of divisions) {
    districts.set(code, code)
    districts.set(fullName.replace(/\s|市辖区/g, ''), code)
  }
  return { lists, districts, today: chinaDay(new Date()), now: new Date() }
}
