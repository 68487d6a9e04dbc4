import { type Cell, isCellFault } from '@/lib/core/sheet-cell'
import { checkFiling } from '@/lib/features/content/rules/check'
import { contentOf, normalValue } from '@/lib/features/content/rules/content'
import { FIELD_SHAPES, type FilingContent } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo } from '@/lib/features/content/schema/fields'
import { type HistoryFacts, readField } from '@/lib/features/history/rules/read-content'
import { textAt } from '@/lib/features/history/rules/source-value'
import type { RowRemark } from '../schema'

export type BatchFacts = HistoryFacts & {
  /** Codes of the districts that a filing may name today. */
  usable: ReadonlySet<string>
}

export type ReadRow = {
  line: number
  content: FilingContent
  /** As typed, by path. */
  cells: Record<string, string>
  faults: RowRemark[]
  notes: RowRemark[]
}

type Value = string | number | boolean
const NO_PHOTOS: readonly never[] = []

/**
 * Reads one row as a filing's content and checks it by the rules of the form: each cell by its field's shape, then the
 * whole as at submission, but for the photos.
 */
export function readBatchRow(
  line: number,
  cells: readonly Cell[],
  columns: readonly (FieldInfo | null)[],
  facts: BatchFacts,
): ReadRow {
  const row = new RowReader(facts)
  const whole = cells.find((cell, place) => columns[place] && isCellFault(cell) && cell.wholeRow)
  columns.forEach((field, place) => {
    if (field) row.take(field, cells[place] ?? null, isCellFault(whole))
  })
  if (isCellFault(whole)) row.faults.push({ path: '', column: '整行', value: '', message: whole.fault })
  const content = contentOf((path) => normalValue(path, row.values.get(path) ?? null))
  if (!isCellFault(whole)) row.checkWhole(content)
  const faults = [...row.faults].sort((a, b) => placeOf(a) - placeOf(b))
  return { line, content, cells: row.cells, faults, notes: row.notes }
}

class RowReader {
  readonly values = new Map<string, Value>()
  readonly cells: Record<string, string> = {}
  readonly faults: RowRemark[] = []
  readonly notes: RowRemark[] = []

  constructor(private readonly facts: BatchFacts) {}

  /** @param silent the row as a whole cannot be used: its cells are kept, not judged */
  take(field: FieldInfo, cell: Cell, silent: boolean): void {
    const typed = isCellFault(cell) ? cell.text : textAt(cell)
    if (typed !== '') this.cells[field.path] = typed
    if (silent) return
    const value = isCellFault(cell) ? null : this.read(field, cell)
    if (isCellFault(cell)) this.refuse(field, cell.fault)
    else if (value !== null) this.values.set(field.path, value)
  }

  private read(field: FieldInfo, cell: Cell): Value | null {
    const read = field.kind === 'district' ? this.district(field, cell) : readField(field, cell, this.facts)
    if ('warning' in read && read.warning) this.remark(this.notes, field, read.warning)
    const fault = 'fault' in read ? read.fault : shapeFault(field, read.value)
    if (fault !== null) this.refuse(field, fault)
    return 'fault' in read || fault !== null ? null : read.value
  }

  /** What the form would say at its end; photos come later, and of a cell only the first fault counts. */
  checkWhole(content: FilingContent): void {
    const { lists, today, usable } = this.facts
    const districtUsable = typeof content.districtCode === 'string' && usable.has(content.districtCode)
    for (const { path, message } of checkFiling(content, NO_PHOTOS, { lists, today, districtUsable })) {
      const field = byPath.get(path)
      if (field) this.refuse(field, message)
    }
  }

  private district(
    field: FieldInfo,
    cell: Cell,
  ): { value: string | null; warning?: string } | { fault: string } {
    const text = textAt(cell)
    if (text === '') return { value: null }
    const found = this.facts.findDistrict(text)
    if ('fault' in found) return found
    if (found.formerName !== null)
      this.remark(
        this.notes,
        field,
        `${found.formerName}已撤销或更名，按今天的区县 ${found.code} 登记，请核对`,
      )
    return { value: found.code, ...(found.doubt === null ? {} : { warning: found.doubt }) }
  }

  private refuse(field: FieldInfo, message: string): void {
    if (!this.faults.some(({ path }) => path === field.path)) this.remark(this.faults, field, message)
  }

  private remark(to: RowRemark[], { path, label }: FieldInfo, message: string): void {
    to.push({ path, column: label, value: (this.cells[path] ?? '').slice(0, 60), message })
  }
}

const places = new Map(FIELDS.map(({ path }, place) => [path, place]))
const placeOf = ({ path }: RowRemark) => places.get(path) ?? -1
const byPath = new Map(FIELDS.map((field) => [field.path, field]))

function shapeFault({ path }: FieldInfo, value: Value | null): string | null {
  const shaped = value === null ? undefined : FIELD_SHAPES.get(path)?.safeParse(value)
  return shaped && !shaped.success ? (shaped.error.issues[0]?.message ?? '内容不正确') : null
}
