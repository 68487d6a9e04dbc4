import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { findInNationalCatalogue } from '@/lib/server/outside/national-catalogue'
import { findByCodes } from '../queries/checks'
import { forForm, GROUP_COLUMNS, groupCodes } from '../rules/codes'
import { NATIONAL_SOURCE } from '../rules/imports'
import { nationalRow } from '../rules/national'
import type { GoodRow } from '../rules/read-row'
import { type CatalogueCheck, type CatalogueEntry, catalogueEntry } from '../schema'
import { rowLists } from './check-import'
import { entryRow } from './entry-row'

type Answer = { matched: boolean; entry: CatalogueEntry | null }

/**
 * Checks one group of codes against the local catalogue and, without a match, at the national service; its answer is
 * stored as an entry, so that the next check is local. The service is called outside transactions; its failure is a miss.
 * @returns the entry in the sections of a filing, to prefill the form, or null
 * @throws AppError INVALID naming each missing or malformed code of the group
 */
export async function checkCodes(actor: AccountActor | StaffActor, input: CatalogueCheck): Promise<Answer> {
  const query = groupCodes(input)
  if ('faults' in query) throw new AppError('INVALID', { errors: query.faults })
  const own = await findByCodes(input.group, query.codes)
  if (own) return { matched: true, entry: forForm(own) }
  const columns: readonly string[] = GROUP_COLUMNS[input.group]
  const codes = Object.fromEntries(columns.map((name, place) => [name, query.codes[place] ?? '']))
  const published = await findInNationalCatalogue({ group: input.group, codes }, catalogueEntry)
  const row = published && nationalRow(published, input.group, query.codes, await rowLists())
  return row ? store(actor, row) : { matched: false, entry: null }
}

/** Two owners may check at once: the unique fingerprint prevents a duplicate. */
function store(actor: AccountActor | StaffActor, row: GoodRow): Promise<Answer> {
  return transact(async (tx) => {
    const data = entryRow(row, NATIONAL_SOURCE, null)
    const { count } = await tx.catalogueEntry.createMany({ data, skipDuplicates: true })
    if (count === 1) {
      const subject = { subjectType: 'catalogue-entry', subjectId: data.fingerprint?.slice(0, 16) ?? '' }
      await audit(tx, actor, { action: 'catalogue.keep', ...subject, details: { source: NATIONAL_SOURCE } })
    }
    return { matched: true, entry: forForm(row.entry) }
  })
}
