import type { z } from 'zod'
import { readDate } from '@/lib/core/read-date'
import { MACHINE_ENV_CODE } from '@/lib/features/content/rules/formats'
import { codesSection, engineSection, machineSection } from '@/lib/features/content/schema/content'
import { type CatalogueEntry, type CatalogueGroup, catalogueEntry } from '../schema'
import { bestEntry, codesOf, forForm } from './codes'
import type { GoodRow, RowLists } from './read-row'

/** A date as precise as published; undefined for anything unreadable. */
function dateOf(published: string | null | undefined): string | undefined {
  const read = readDate(published)
  return ('value' in read && read.value) || undefined
}

/** Applies the form's limits to the fields of an entry; unlike the form it accepts further fields. */
const loose = <S extends z.ZodObject>(section: S) => section.loose()

/**
 * A publication of another system as a local entry; null when it is not the requested machine or exceeds the form's
 * limits. Unknown list codes are left out: the owner chooses.
 * @param query the requested codes, normalised, in the order of the group
 */
export function nationalRow(
  published: CatalogueEntry,
  group: CatalogueGroup,
  query: readonly string[],
  lists: RowLists,
): GoodRow | null {
  const entry = catalogueEntry.parse(published)
  for (const section of [entry.machine, entry.engine]) section.manufacturedOn = dateOf(section.manufacturedOn)
  const fits =
    loose(codesSection).safeParse(entry.codes).success &&
    loose(machineSection).safeParse(entry.machine).success &&
    loose(engineSection).safeParse(forForm(entry).engine).success
  if (!fits) return null
  const has = (list: keyof RowLists, code: string | null | undefined) =>
    lists[list].some((item) => item.code === code)
  if (!has('CATEGORY', entry.machine.categoryCode)) entry.machine.categoryCode = undefined
  if (!has('FUEL', entry.engine.fuelCode)) entry.engine.fuelCode = undefined
  const codes = codesOf(entry)
  if (codes.machineEnvCode !== '') {
    if (!MACHINE_ENV_CODE.test(codes.machineEnvCode)) return null
    entry.codes.machineEnvCode = codes.machineEnvCode
  }
  const [first = '', second] = query
  return bestEntry([codes], group, first, second) ? { entry, codes } : null
}
