import type { z } from 'zod'
import { readDate } from '@/lib/core/read-date'
import { MACHINE_ENV_CODE } from '@/lib/features/content/rules/formats'
import { codesSection, engineSection, machineSection } from '@/lib/features/content/schema/content'
import { type CatalogueEntry, type CatalogueGroup, catalogueEntry } from '../schema'
import { bestEntry, codesOf, forForm } from './codes'
import type { GoodRow, RowLists } from './read-row'

/** As much of a date as is told; what is none says nothing. */
function dateOf(published: string | null | undefined): string | undefined {
  const read = readDate(published)
  return ('value' in read && read.value) || undefined
}

/** Fields that a filing has and a publication has not are dropped, its own are held to the form's own limits. */
const loose = <S extends z.ZodObject>(section: S) => section.loose()

/**
 * What another system publishes, as an entry of ours; null when it is not the machine asked for or would not fit the
 * form. Codes of lists that we do not have are left out: the owner chooses.
 * @param asked the question's codes, normalised, in the order of the group
 */
export function nationalRow(
  published: CatalogueEntry,
  group: CatalogueGroup,
  asked: readonly string[],
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
  const [first = '', second] = asked
  return bestEntry([codes], group, first, second) ? { entry, codes } : null
}
