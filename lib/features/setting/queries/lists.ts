import { db, type Tx } from '@/lib/server/database/db'
import { LIST_NAMES, type ListItem, type ListName, listItemData } from '../schema/settings'

/** One list, in the administrator's order. Disabled items only on request, for old filings that still use them. */
export async function listItems(
  db: Pick<Tx, 'listItem'>,
  list: ListName,
  options: { withDisabled?: boolean } = {},
): Promise<ListItem[]> {
  return (await listAll(db, { ...options, lists: [list] }))[list]
}

/** Several lists (default: all) in one query. */
export async function listAll(
  db: Pick<Tx, 'listItem'>,
  options: { lists?: readonly ListName[]; withDisabled?: boolean } = {},
): Promise<Record<ListName, ListItem[]>> {
  const rows = await db.listItem.findMany({
    where: {
      list: { in: [...(options.lists ?? LIST_NAMES)] },
      ...(options.withDisabled ? {} : { enabled: true }),
    },
    orderBy: [{ position: 'asc' }, { code: 'asc' }],
  })
  return groupByList(rows)
}

type ListRow = ListItem & { list: ListName; data: unknown }

/** @param rows in the administrator's order */
export function groupByList(rows: readonly ListRow[]): Record<ListName, ListItem[]> {
  const lists: Record<ListName, ListItem[]> = {
    CATEGORY: [],
    PLACE: [],
    FUEL: [],
    STAGE: [],
    DPF_REGENERATION: [],
    RETURN_REASON: [],
  }
  for (const { list, code, name, enabled, position, data } of rows) {
    lists[list].push({ code, name, enabled, position, ...(listItemData.safeParse(data).data ?? {}) })
  }
  return lists
}

/** Every list with all its items, for the administrator. */
export async function listsForAdministrator() {
  const lists = await listAll(db(), { withDisabled: true })
  return { data: LIST_NAMES.map((list) => ({ list, items: lists[list] })) }
}
