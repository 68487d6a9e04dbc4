import type { Cell } from '@/lib/core/sheet-cell'

/** `line` is what a person sees beside the row: the row of the sheet, the first line of the text. */
export type SheetRow = { line: number; cells: Cell[] }

export type Sheet = {
  rows: AsyncGenerator<SheetRow>
  /** How many there are, about. */
  rowsAbout: number
  /** Of the sheet of a workbook that is read; null for a text. */
  name: string | null
}

/** The file cannot be read as a whole; the message is for the person who sent it. */
export class SheetRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'SheetRefused'
  }
}

/** Columns beyond these are not looked at: a stray format at the end of a row makes thousands. */
export const MAX_COLUMNS = 200
/** One cell; longer text is no field of ours and is refused by the field's own rule. */
export const MAX_CELL = 2_000

/** What a file may make of itself. */
export type SheetLimits = {
  /** Rows without the heading; more is a mistake or an attack. */
  rows: number
  /** Bytes that the parts of a workbook may unpack to, all that are read together. */
  unpacked: number
  /** The same of the texts that its cells share. */
  strings: number
}

const MB = 1024 * 1024
/** For what comes through the web: 200,000 rows of all our columns take about 250 MB. */
export const WEB_LIMITS: SheetLimits = { rows: 200_000, unpacked: 400 * MB, strings: 120 * MB }
/** For programs that somebody runs on a file of his own. */
export const NO_LIMITS: SheetLimits = {
  rows: Number.POSITIVE_INFINITY,
  unpacked: Number.POSITIVE_INFINITY,
  strings: Number.POSITIVE_INFINITY,
}
