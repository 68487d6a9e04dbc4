import type { Prisma, PrismaClient } from '../client'
import { readDivisions } from './divisions'
import { listRows } from './lists'

/**
 * What every installation needs before its first request: divisions and lists. Settings need no rows: their defaults
 * are in the program (lib/features/setting/schema.ts) and a row exists only where an administrator decided otherwise.
 * May run at every start: it adds what is absent and changes nothing that is there.
 */
export async function seedReference(db: PrismaClient): Promise<void> {
  const [divisions, items] = await Promise.all([
    db.division.findMany({ select: { code: true } }),
    db.listItem.findMany({ select: { list: true, code: true } }),
  ])
  await addDivisions(db, new Set(divisions.map(({ code }) => code)))
  await addListItems(db, new Set(items.map(({ list, code }) => `${list} ${code}`)))
}

/** In one statement, sorted parents first: the foreign key to the parent is checked at its end. */
async function addDivisions(db: PrismaClient, present: Set<string>): Promise<void> {
  const rows: Prisma.DivisionCreateManyInput[] = readDivisions().filter(({ code }) => !present.has(code))
  if (rows.length > 0) await db.division.createMany({ data: rows, skipDuplicates: true })
}

async function addListItems(db: PrismaClient, present: Set<string>): Promise<void> {
  const rows = listRows().filter(({ list, code }) => !present.has(`${list} ${code}`))
  if (rows.length > 0) await db.listItem.createMany({ data: rows, skipDuplicates: true })
}
