import type { Cell } from '@/lib/core/sheet-cell'

/** `line` is the number shown beside the row: the sheet's row number, or the first line in the text file. */
export type SheetRow = { line: number; cells: Cell[] }

export type Sheet = {
  rows: AsyncGenerator<SheetRow>
  /** Estimated number of rows. */
  rowsAbout: number
  /** Name of the workbook's sheet; null for a text table. */
  name: string | null
}

/** The file cannot be read as a whole; the message is for the person who sent it. */
export class SheetRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'SheetRefused'
  }
}

/** Excel's serial number of 1970-01-01. */
export const EXCEL_EPOCH_DAYS = 25_569

/** Further columns are ignored: a stray format at the end of a row creates thousands. */
export const MAX_COLUMNS = 200
/** Longest text of a cell; still longer than any field allows, so that the field's own rule rejects it. */
export const MAX_CELL = 2_000

/** Limits against oversized files. */
export type SheetLimits = {
  /** Rows without the heading; more is a mistake or an attack. */
  rows: number
  /** Total unpacked bytes of the workbook's parts that are read. */
  unpacked: number
  /** Unpacked bytes of the shared strings. */
  strings: number
}

const MB = 1024 * 1024
/** For uploads: 200,000 rows of all our columns take about 250 MB. */
export const WEB_LIMITS: SheetLimits = { rows: 200_000, unpacked: 400 * MB, strings: 120 * MB }
/** For programs run by an administrator. */
export const NO_LIMITS: SheetLimits = {
  rows: Number.POSITIVE_INFINITY,
  unpacked: Number.POSITIVE_INFINITY,
  strings: Number.POSITIVE_INFINITY,
}
