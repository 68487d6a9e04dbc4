import { z } from 'zod'
import { idTailText } from '@/lib/core/id-number'
import { transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { blindIndex, decrypt } from '@/lib/server/secrets/secrets'

const BATCH = 200

const staleAccount = z.object({ id: z.uuid(), name: z.string(), idNumber: z.string() })

/**
 * Makes the look-up value of "last four characters + name" again for accounts whose name has another key than it had when
 * it was made: a migration that changes name_key lists them in stale_id_tail, and only who has the secret can do the
 * rest. Before the server serves; several at once take accounts of their own. Derived data, so without a row in the audit.
 * @returns how many accounts were done
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
      const idTailIndex = blindIndex('id-tail', idTailText(decrypt(idNumber), name))
      await tx.account.update({ where: { id }, data: { idTailIndex } })
    }
    await tx.staleIdTail.deleteMany({ where: { accountId: { in: rows.map(({ id }) => id) } } })
    return rows.length
  })
}
