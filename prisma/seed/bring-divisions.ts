import { chinaDay } from '@/lib/core/clock'
import { accounted } from '@/lib/server/audit/writer'
import type { Prisma, PrismaClient } from '../client'
import { type DivisionRow, readDivisions, readEndedDivisions } from './divisions'
import { followDivision } from './follow-division'

/** `open`: ended divisions that still have machines, filings or bureaus, and no single successor to move them to. */
export type DivisionsBrought = { ended: string[]; moved: number; open: { code: string; fullName: string }[] }
export type DivisionEdition = {
  rows: readonly DivisionRow[]
  former: ReturnType<typeof readEndedDivisions>['former']
}
type Stored = DivisionRow & { validTo: Date | null; successorCode: string | null }

/** A district of many machines takes minutes, not the five seconds that a transaction has otherwise. */
const LONGEST = { maxWait: 60_000, timeout: 60 * 60_000 }

/**
 * Makes the divisions those of an edition, in one transaction: new ones are added, renamed ones get their name, those
 * that it lacks end today, and whatever stands in an ended one follows it to its successor. Nothing is deleted. Run
 * again with the same edition it changes nothing.
 * @param edition by default this release's
 */
export function bringDivisions(
  db: PrismaClient,
  edition: DivisionEdition = { rows: readDivisions(), former: readEndedDivisions().former },
): Promise<DivisionsBrought> {
  const bring = async (tx: Prisma.TransactionClient): Promise<DivisionsBrought> => {
    // Two servers that start at once.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('divisions'))::text`
    const stored: Stored[] = await tx.division.findMany()
    const there = new Map(stored.map((row) => [row.code, row]))
    const rows = edition.rows.filter(({ code }) => !there.has(code))
    // In one statement, sorted parents first: the foreign key to the parent is checked at its end.
    if (rows.length > 0) await tx.division.createMany({ data: [...rows] })
    let moved = await rename(tx, edition, there)
    const ended = await end(tx, edition, stored)
    for (const { code, successorCode } of await tx.division.findMany({
      where: { successorCode: { not: null } },
    }))
      moved += await followDivision(tx, code, successorCode ?? code)
    return { ended, moved, open: await occupied(tx) }
  }
  return accounted((begin) =>
    db.$transaction((tx) => {
      begin(tx)
      return bring(tx)
    }, LONGEST),
  )
}

/** Codes that stay under another name, or at another place in the tree. One that was given to another place lets those who stand there go first. */
async function rename(
  tx: Prisma.TransactionClient,
  edition: DivisionEdition,
  there: Map<string, Stored>,
): Promise<number> {
  let moved = 0
  for (const row of edition.rows) {
    const now = there.get(row.code)
    if (!now) continue
    const was = edition.former.find(({ code, name }) => code === row.code && name === now.name)
    // A name or an end that no edition knows was made here by hand, and stays.
    if (now.name === row.name ? isSame(now, row) || now.validTo !== null : !was) continue
    const [successor, ...more] = was?.successors ?? []
    if (successor && more.length === 0 && successor !== row.code)
      moved += await followDivision(tx, row.code, successor)
    await tx.division.update({
      where: { code: row.code },
      data: { ...row, validTo: null, successorCode: null },
    })
  }
  return moved
}

const isSame = (a: DivisionRow, b: DivisionRow) =>
  a.fullName === b.fullName && a.parentCode === b.parentCode && a.level === b.level && a.leaf === b.leaf

/** @returns the codes that ended now; a successor that was not known when they ended is written later, too */
async function end(
  tx: Prisma.TransactionClient,
  edition: DivisionEdition,
  stored: readonly Stored[],
): Promise<string[]> {
  const present = new Set(edition.rows.map(({ code }) => code))
  const today = new Date(chinaDay(new Date()))
  const ended: string[] = []
  for (const { code, name, validTo, successorCode } of stored) {
    if (present.has(code)) continue
    const entry = edition.former.findLast((each) => each.code === code && each.name === name)
    const successor = entry?.successors.length === 1 ? (entry.successors[0] ?? null) : null
    if (validTo !== null && successorCode === successor) continue
    if (validTo === null) ended.push(code)
    await tx.division.update({
      where: { code },
      data: { validTo: validTo ?? today, successorCode: successor },
    })
  }
  return ended
}

function occupied(tx: Prisma.TransactionClient): Promise<DivisionsBrought['open']> {
  return tx.$queryRaw`
    SELECT code, "fullName" FROM division d WHERE "validTo" IS NOT NULL AND "successorCode" IS NULL AND (
      EXISTS (SELECT FROM machine WHERE "districtCode" = d.code) OR EXISTS (SELECT FROM filing WHERE "districtCode" = d.code)
      OR EXISTS (SELECT FROM bureau WHERE "divisionCode" = d.code))
    ORDER BY code`
}
