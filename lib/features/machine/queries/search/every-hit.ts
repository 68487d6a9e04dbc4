import type { StaffActor } from '@/lib/core/actor'
import { Prisma } from '@/prisma/client'
import { readSearchText, type SearchText } from '../../rules/search-text'
import type { MachineFilter, MachineSort } from '../../schema/search'
import { searchArea } from './area'
import { readOrder } from './order'
import { findOwnersOnRecord } from './owner'
import { type PlainText, planOf } from './plan'
import type { Within } from './within'

/** More machines than there will ever be: nothing is cut off. */
const ALL = 2_147_483_647

/**
 * The statements of a search of which every row is wanted: (id, key) in its order, without the cap that a page counts to.
 * They are to be tried one after another: the first that finds anything is what the search page shows. None for a
 * search that can find nothing. A phone or ID number is looked up at once, on record.
 */
export async function everyHit(
  actor: StaffActor,
  search: MachineFilter & { sort: MachineSort },
): Promise<Prisma.Sql[]> {
  const area = searchArea(actor, search)
  const text = readSearchText(search.q)
  if (!area || text?.meaning === 'TOO_SHORT') return []
  const within: Within = { area, filter: search, order: readOrder(search.sort, undefined) }
  const readings = text ? await readingsOf(actor, text) : [null]
  return Promise.all(readings.map((reading) => everyRow(within, reading)))
}

/** As searchMachines reads a text: what the first meaning does not find may be a part of a code. */
async function readingsOf(
  actor: StaffActor,
  text: Exclude<SearchText, { meaning: 'TOO_SHORT' }>,
): Promise<PlainText[]> {
  if (text.meaning === 'CODE' || text.meaning === 'LETTERS') return [text]
  const code: PlainText[] = text.part === null ? [] : [{ meaning: 'CODE', part: text.part }]
  if (text.meaning === 'NUMBER' || text.meaning === 'NAME') return [text, ...code]
  const ownerIds = await findOwnersOnRecord(actor, text)
  return ownerIds.length > 0 ? [{ meaning: 'OWNER', ownerIds }] : code
}

async function everyRow(within: Within, text: PlainText | null): Promise<Prisma.Sql> {
  const { collected, hits } = await planOf(within, text, ALL, ALL)
  return collected ? Prisma.sql`WITH collected AS MATERIALIZED (${collected}) ${hits}` : hits
}
