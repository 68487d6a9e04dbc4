import { type Cell, COVERED } from '../../../core/sheet-cell.ts'
import { MAX_COLUMNS, SheetRefused } from '../sheet.ts'
import { attributeOf } from './xml-text.ts'

/** A merged range, whose first cell has the value; rows from 1, columns from 0. */
type Merge = { top: number; bottom: number; left: number; right: number; isEmpty: boolean }

const MAX_MERGES = 200_000
const TOO_MANY = '工作表里的合并单元格过多或互相重叠，请取消合并后重试'
const RANGE = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/

/** The merged cells of a sheet, applied row by row from the top. */
export class Merges {
  private readonly waiting: Merge[] = []
  private next = 0
  private under: Merge[] = []

  add(tag: string): void {
    const [, left = '', top, right = '', bottom] = RANGE.exec(attributeOf(tag, 'ref') ?? '') ?? []
    if (!top || !bottom || placeOf(left) >= MAX_COLUMNS) return
    if (this.waiting.length >= MAX_MERGES) throw new SheetRefused(TOO_MANY)
    this.waiting.push({
      top: Number(top),
      bottom: Number(bottom),
      left: placeOf(left),
      right: Math.min(placeOf(right), MAX_COLUMNS - 1),
      isEmpty: true,
    })
  }

  /** After the last `add`. */
  sort(): void {
    this.waiting.sort((a, b) => a.top - b.top)
  }

  /** Marks the cells of a row that are covered by a merged cell, unless that cell is empty. */
  cover(line: number, cells: Cell[]): void {
    if (this.under.length === 0 && (this.waiting[this.next]?.top ?? Number.POSITIVE_INFINITY) > line) return
    this.under = this.under.filter(({ bottom }) => bottom >= line)
    for (let merge = this.waiting[this.next]; merge && merge.top <= line; merge = this.waiting[this.next]) {
      this.next += 1
      if (merge.bottom < line) continue
      merge.isEmpty = merge.top < line || (cells[merge.left] ?? null) === null
      this.under.push(merge)
    }
    // Merged cells do not overlap, so a row has at most as many as columns.
    if (this.under.length > MAX_COLUMNS) throw new SheetRefused(TOO_MANY)
    for (const { top, left, right, isEmpty } of this.under) {
      if (isEmpty) continue
      for (let place = top === line ? left + 1 : left; place <= right; place += 1) {
        while (cells.length < place) cells.push(null)
        cells[place] ??= COVERED
      }
    }
  }
}

function placeOf(letters: string): number {
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
