import { z } from 'zod'
import { nameKey } from '@/lib/core/normalise'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { KnownMakers } from '../rules/catalogue'

const found = z.object({ known: z.boolean() })
type Reader = Pick<Tx, '$queryRaw'>

/** Whether the catalogue has anything of the machine's and of the engine's maker. */
export async function knownMakers(
  reader: Reader,
  { machine, engine }: Pick<FilingContent, 'machine' | 'engine'>,
): Promise<KnownMakers> {
  return {
    machine: await isKnown(reader, machine.manufacturer),
    engine: await isKnown(reader, engine.manufacturer),
  }
}

/** Found by the trigram index of the administrator's search, then compared as a whole name. */
async function isKnown(reader: Reader, maker: string | null | undefined): Promise<boolean | null> {
  const key = nameKey(maker ?? '')
  if (key === '') return null
  const part = `%${key.replace(/[\\%_]/g, '\\$&')}%`
  const [row] = await rowsOf(reader, found)`
    SELECT EXISTS (SELECT FROM catalogue_entry WHERE "searchText" LIKE ${part}
      AND ${key} IN (name_key(details->'machine'->>'manufacturer'), name_key(details->'engine'->>'manufacturer'))) AS known`
  return row?.known ?? false
}
