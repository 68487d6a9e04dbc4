/** Name grams of owners for many machines at once, as the trigger writes them for one (migration `derived`). */
import type pg from 'pg'

const KEY = 'machine_owner_gram_pkey'
const COLUMNS = '"cityCode", gram, "registeredAt", "machineId", "districtCode"'

/** Splits each name once and writes the rows in the order of the primary key, which is created afterwards. */
export async function writeGrams(client: pg.Client, loadId: string): Promise<void> {
  await client.query(`ALTER TABLE machine_owner_gram DROP CONSTRAINT ${KEY}`)
  await client.query(
    `CREATE TEMP TABLE scale_gram AS
     SELECT a.id, g AS gram FROM scale_owner o JOIN account a ON a.id = o.id, name_grams(a.name) g`,
  )
  await client.query('ANALYZE scale_gram')
  await client.query(
    `INSERT INTO machine_owner_gram (${COLUMNS})
     SELECT m."cityCode", g.gram, m."registeredAt", m.id, m."districtCode"
     FROM machine m JOIN scale_gram g ON g.id = m."ownerId"
     WHERE m."loadId" = $1 OR m."filingId" IN (SELECT id FROM scale_filing)
     ORDER BY 1, 2, 3`,
    [loadId],
  )
  await client.query(`ALTER TABLE machine_owner_gram ADD CONSTRAINT ${KEY} PRIMARY KEY (${COLUMNS})`)
}
