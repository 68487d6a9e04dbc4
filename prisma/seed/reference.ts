import type { PrismaClient } from '../client'
import { bringDivisions, type DivisionsBrought } from './bring-divisions'
import { listRows } from './lists'

/**
 * What every installation needs before its first request: divisions and lists. Settings need no rows: their defaults
 * are in the program (lib/features/setting/schema/settings.ts) and a row exists only where an administrator decided otherwise.
 * May run at every start: of lists it adds what is absent; divisions become those of this release's edition.
 */
export async function seedReference(db: PrismaClient): Promise<DivisionsBrought> {
  const brought = await bringDivisions(db)
  const items = await db.listItem.findMany({ select: { list: true, code: true } })
  await addListItems(db, new Set(items.map(({ list, code }) => `${list} ${code}`)))
  return brought
}

async function addListItems(db: PrismaClient, present: Set<string>): Promise<void> {
  const rows = listRows().filter(({ list, code }) => !present.has(`${list} ${code}`))
  if (rows.length > 0) await db.listItem.createMany({ data: rows, skipDuplicates: true })
}
