import { nameKey } from '@/lib/core/normalise'
import { db, type Tx } from '@/lib/server/database/db'

/** Whether a name is, or was, that of the account: as an older register writes it, a unit has the name of that time. */
export async function hasOrHadName(
  reader: Pick<Tx, 'formerName'>,
  account: { id: string; name: string },
  name: string,
): Promise<boolean> {
  const key = nameKey(name)
  if (nameKey(account.name) === key) return true
  return (await reader.formerName.count({ where: { accountId: account.id, nameKey: key } })) > 0
}

/** Units that had a name with these characters and have machines of the area. */
const MAX_FOUND = 5

/** Former names that contain the text, newest first. @param area condition on machines */
export async function findFormerNames(area: object, name: string) {
  const rows = await db().formerName.findMany({
    where: { nameKey: { contains: nameKey(name) }, account: { machines: { some: area } } },
    orderBy: [{ untilAt: 'desc' }, { id: 'desc' }],
    take: MAX_FOUND,
    select: { id: true, name: true, untilAt: true, account: { select: { name: true } } },
  })
  return rows.map(({ id, name: former, untilAt, account }) => ({
    id,
    former,
    untilAt: untilAt.toISOString(),
    name: account.name,
  }))
}
