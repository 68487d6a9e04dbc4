/** The floor of a load: the rows that it left, taken in by COPY alone, with nothing judged, encrypted or derived. */
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect } from '@/lib/server/database/connect'
import { databaseUser } from '../lib/run-as'

const TABLES = ['history_load', 'account', 'machine', 'machine_number', 'machine_past', 'machine_owner_gram']

/**
 * @param fullUrl a database that a load filled
 * @param emptyUrl one with the same indexes, references and constraints, and nothing in it
 * @returns seconds of the COPYs in; triggers that derive are off, what they derive is copied
 */
export async function measureFloor(fullUrl: string, emptyUrl: string): Promise<number> {
  // PostgreSQL writes and reads them itself, as its own user.
  const files = mkdtempSync(path.join(os.tmpdir(), 'nrmm-floor-'))
  const { uid, gid } = databaseUser()
  if (uid !== undefined && gid !== undefined) chownSync(files, uid, gid)
  const [full, empty] = await Promise.all([connect(fullUrl, 'bench'), connect(emptyUrl, 'bench')])
  try {
    const columns = new Map<string, string>()
    for (const table of TABLES) {
      const { rows } = await full.query<{ list: string }>(
        `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
        [table],
      )
      columns.set(table, `${table} (${rows[0]?.list})`)
      await full.query(`COPY ${columns.get(table)} TO '${path.join(files, table)}'`)
    }
    await empty.query('ALTER TABLE machine DISABLE TRIGGER USER')
    const began = Date.now()
    for (const table of TABLES)
      await empty.query(`COPY ${columns.get(table)} FROM '${path.join(files, table)}'`)
    return (Date.now() - began) / 1000
  } finally {
    await Promise.all([full.end(), empty.end()])
    rmSync(files, { recursive: true, force: true })
  }
}
