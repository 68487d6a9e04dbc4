import type { AccountActor } from '@/lib/core/actor'
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
 * Checks one group of codes: against the catalogue here; where that knows nothing, at the national service, whose answer
 * is kept so that the next question stays here. The service is asked before any transaction and may fail: that is a miss.
 * @returns the entry in the sections of a filing, to prefill the form, or null
 * @throws AppError INVALID naming each missing or malformed code of the group
 */
export async function checkCodes(actor: AccountActor, input: CatalogueCheck): Promise<Answer> {
  const asked = groupCodes(input)
  if ('faults' in asked) throw new AppError('INVALID', { errors: asked.faults })
  const own = await findByCodes(input.group, asked.codes)
  if (own) return { matched: true, entry: forForm(own) }
  const columns: readonly string[] = GROUP_COLUMNS[input.group]
  const codes = Object.fromEntries(columns.map((name, place) => [name, asked.codes[place] ?? '']))
  const published = await findInNationalCatalogue({ group: input.group, codes }, catalogueEntry)
  const row = published && nationalRow(published, input.group, asked.codes, await rowLists())
  return row ? keep(actor, row) : { matched: false, entry: null }
}

/** Two owners may have asked at once: the fingerprint keeps the entry single. */
function keep(actor: AccountActor, row: GoodRow): Promise<Answer> {
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
