import { FIRST_YEAR, firstDayOf, lastDayOf } from '@/lib/core/partial-date'
import { readDate } from '@/lib/core/read-date'
import { type Cell, isCellFault } from '@/lib/core/sheet-cell'
import { MACHINE_ENV_CODE } from '@/lib/features/content/rules/formats'
import { EARLIEST_DAY, PUBLISHED_LIMITS } from '@/lib/features/content/rules/limits'
import { OLD_STAGES } from '@/lib/features/content/rules/lists'
import { codesSection, engineSection, machineSection } from '@/lib/features/content/schema/content'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import { type CatalogueEntry, type CodeName, catalogueEntry } from '../schema'
import { itemOf, numberOf, type Read, textOf } from './cells'
import { CODE_LABELS, codesOf, GROUP_COLUMNS, MACHINE_ENV_CODE_FORMAT } from './codes'
import { categoryOf, fuelOf, stageOf } from './value-words'

/** The items that may be chosen, by list. */
export type RowLists = Record<'CATEGORY' | 'FUEL' | 'STAGE', readonly { code: string; name: string }[]>
export type RowFault = { column: string; message: string }
export type GoodRow = { entry: CatalogueEntry; codes: Record<CodeName, string> }

const SHAPES = { codes: codesSection, machine: machineSection, engine: engineSection }

/**
 * Validates one row: every cell by its column's kind and by the schema of a filing, then the entry as a whole.
 * @param today in China, YYYY-MM-DD: dates in the future are refused
 * @returns the entry as it would be stored, or every fault with its column's label
 */
export function readRow(
  cells: readonly Cell[],
  columns: readonly (FieldInfo | null)[],
  lists: RowLists,
  today: string,
): GoodRow | { faults: RowFault[] } {
  const faults: RowFault[] = []
  const whole = cells.find((cell, place) => columns[place] && isCellFault(cell) && cell.wholeRow)
  if (isCellFault(whole)) return { faults: [{ column: '整行', message: whole.fault }] }
  const sections: Record<string, Record<string, string | number>> = { codes: {}, machine: {}, engine: {} }
  columns.forEach((column, place) => {
    if (!column) return
    const read = readCell(cells[place] ?? null, column, lists)
    const fault =
      'fault' in read ? read.fault : read.value === null ? null : valueFault(column, read.value, today)
    if (fault) faults.push({ column: column.label, message: fault })
    else if ('value' in read && read.value !== null) {
      const [section = '', name = ''] = column.path.split('.')
      Object.assign(sections[section] ?? {}, { [name]: read.value })
    }
  })
  if (faults.length > 0) return { faults }
  return wholeRow(catalogueEntry.parse(sections))
}

const WORDS = { CATEGORY: categoryOf, FUEL: fuelOf, STAGE: stageOf }

function readCell(cell: Cell, column: FieldInfo, lists: RowLists): Read<string | number> {
  if (isCellFault(cell)) return cell
  if (column.kind === 'number') return numberOf(cell, column.unit)
  // A date given as unknown reads as none.
  if (column.kind === 'date') return readDate(cell)
  const { list } = column
  if (list === 'STAGE') return itemOf(cell, stagesOf(lists), WORDS.STAGE)
  return list === 'CATEGORY' || list === 'FUEL' ? itemOf(cell, lists[list], WORDS[list]) : textOf(cell)
}

const stagesCache = new WeakMap<RowLists, RowLists['STAGE']>()

/** Includes 国五 and 国六: published for machines, though a filing cannot have them. */
function stagesOf(lists: RowLists): RowLists['STAGE'] {
  const cached = stagesCache.get(lists)
  if (cached) return cached
  const stages = [
    ...lists.STAGE,
    ...OLD_STAGES.filter(({ code }) => !lists.STAGE.some((item) => item.code === code)),
  ]
  stagesCache.set(lists, stages)
  return stages
}

/** The fault of one value by the schema of a filing and by the limits of numbers and dates. */
function valueFault({ path, kind }: FieldInfo, value: string | number, today: string): string | null {
  if (path === 'engine.emissionStage') return null
  const [section, name = ''] = path.split('.')
  const shape = SHAPES[section === 'codes' || section === 'machine' ? section : 'engine']
  const parsed = shape.safeParse({ [name]: value })
  if (!parsed.success) return parsed.error.issues[0]?.message ?? '填写有误'
  if (kind === 'number' && typeof value === 'number') {
    const most = PUBLISHED_LIMITS[path]
    if (value <= 0 || (most !== undefined && value > most)) return `应大于 0，不超过 ${most ?? ''}`
  }
  if (
    kind === 'date' &&
    typeof value === 'string' &&
    (firstDayOf(value) > today || lastDayOf(value) < EARLIEST_DAY)
  )
    return `日期不合理，不能晚于今天或早于 ${FIRST_YEAR} 年`
  return null
}

/** An entry without the first code of any group could never be found. */
function wholeRow(entry: CatalogueEntry): GoodRow | { faults: RowFault[] } {
  const codes = codesOf(entry)
  const firsts = Object.values(GROUP_COLUMNS).map(([first]) => first)
  if (firsts.every((name) => codes[name] === '')) {
    const message = `至少填写一项：${firsts.map((name) => CODE_LABELS[name]).join('、')}`
    return { faults: [{ column: '编码信息', message }] }
  }
  if (codes.machineEnvCode !== '' && !MACHINE_ENV_CODE.test(codes.machineEnvCode)) {
    return { faults: [{ column: CODE_LABELS.machineEnvCode, message: MACHINE_ENV_CODE_FORMAT }] }
  }
  // The code without the separators that the plate shows around it.
  if (codes.machineEnvCode !== '') entry.codes.machineEnvCode = codes.machineEnvCode
  return { entry, codes }
}
