import type { Names } from '@/lib/features/content/rules/display'
import { listAll } from '@/lib/features/setting/queries/lists'
import { LIST_NAMES } from '@/lib/features/setting/schema/settings'
import type { Tx } from '@/lib/server/database/db'
import { linesOf } from '../rules/values'
import { type ChangeLine, type ChangeType, type ChangeValues, changeValues } from '../schema/change'

/** Labels of the codes, places and persons in changes. */
export type ChangeNames = Names & { owners: Record<string, string> }

type Values = { before: unknown; after: unknown }
type Reader = Pick<Tx, 'listItem' | 'division' | 'account'>

/**
 * The labels that these changes need. Includes disabled list items, which old changes still refer to.
 * Queries run one after another, since a transaction has one connection.
 */
export async function findChangeNames(reader: Reader, changes: readonly Values[]): Promise<ChangeNames> {
  const all = changes.flatMap(({ before, after }) => [valuesOf(before), valuesOf(after)])
  const lists = await listAll(reader, { withDisabled: true })
  const divisions = await reader.division.findMany({
    where: { code: { in: textsAt(all, 'districtCode') } },
    select: { code: true, fullName: true },
  })
  const owners = await reader.account.findMany({
    where: { id: { in: textsAt(all, 'ownerId') } },
    select: { id: true, name: true },
  })
  return {
    lists: Object.fromEntries(
      LIST_NAMES.map((list) => [list, Object.fromEntries(lists[list].map(({ code, name }) => [code, name]))]),
    ),
    districts: Object.fromEntries(divisions.map(({ code, fullName }) => [code, fullName])),
    owners: Object.fromEntries(owners.map(({ id, name }) => [id, name])),
  }
}

/** The changed fields with labels and displayed values. */
export function changeLines(change: Values & { type: ChangeType }, names: ChangeNames): ChangeLine[] {
  const [before, after] = [valuesOf(change.before), valuesOf(change.after)]
  if (change.type !== 'OWNER') return linesOf(before, after, names)
  const nameOf = (id: unknown) => names.owners[String(id)] ?? ''
  return [
    { path: 'ownerId', label: '机械所有者', before: nameOf(before.ownerId), after: nameOf(after.ownerId) },
  ]
}

/** Parses the stored values of a change. */
export function valuesOf(stored: unknown): ChangeValues {
  return changeValues.parse(stored)
}

function textsAt(values: readonly ChangeValues[], path: string): string[] {
  return [...new Set(values.map((each) => each[path]).filter((value) => typeof value === 'string'))]
}
