import { OLD_STAGES } from '@/lib/features/content/rules/lists'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import type { ExportNames } from '../rules/columns'

type Item = { code: string; name: string }

/** Names of list items, including disabled ones, which older machines still refer to. */
export async function exportNames(): Promise<ExportNames> {
  const lists = await listAll(db(), { withDisabled: true })
  return {
    category: reader(lists.CATEGORY),
    stage: reader([...OLD_STAGES, ...lists.STAGE]),
    fuel: reader(lists.FUEL),
    place: reader(lists.PLACE),
  }
}

function reader(items: readonly Item[]): (code: string | null) => string | null {
  const names = new Map(items.map(({ code, name }) => [code, name]))
  return (code) => code && (names.get(code) ?? code)
}
