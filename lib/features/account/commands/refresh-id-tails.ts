import { z } from 'zod'
import { idTailText } from '@/lib/core/id-number'
import { transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { openIdNumber } from '@/lib/server/secrets/personal'
import { blindIndex } from '@/lib/server/secrets/secrets'

const BATCH = 200

const staleAccount = z.object({ id: z.uuid(), name: z.string(), idNumber: z.string() })

/**
 * Recomputes the blind index of "last four characters + name" for accounts whose name key has changed: a migration that
 * changes name_key lists them in stale_id_tail, and the index needs the secret, which SQL does not have. Runs before the
 * server accepts requests; concurrent processes take different rows. Derived data, so no audit row.
 * @returns how many accounts were updated
 */
export async function refreshIdTails(): Promise<number> {
  let done = 0
  for (let batch = BATCH; batch === BATCH; done += batch) batch = await refreshBatch()
  return done
}

function refreshBatch(): Promise<number> {
  return transact(async (tx) => {
    const rows = await rowsOf(tx, staleAccount)`
      SELECT a.id, a.name, a."idNumber" FROM stale_id_tail s JOIN account a ON a.id = s."accountId"
      ORDER BY a.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`
    for (const { id, name, idNumber } of rows) {
      const idTailIndex = blindIndex('id-tail', idTailText(openIdNumber({ id, idNumber }), name))
      await tx.account.update({ where: { id }, data: { idTailIndex } })
    }
    await tx.staleIdTail.deleteMany({ where: { accountId: { in: rows.map(({ id }) => id) } } })
    return rows.length
  })
}
