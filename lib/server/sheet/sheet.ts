/** A cell as the file holds it; of a formula its value. */
export type Cell = string | number | boolean | Date | null
/** `line` is what a person sees beside the row: the row of the sheet, the line of the text. */
export type SheetRow = { line: number; cells: Cell[] }

/** The file cannot be read as a whole; the message is for the person who sent it. */
export class SheetRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'SheetRefused'
  }
}

/** More rows than any catalogue has in one file; what is longer is a mistake or an attack. */
export const MAX_ROWS = 200_000
/** Columns beyond these are not looked at: a stray format at the end of a row makes thousands. */
export const MAX_COLUMNS = 200
/** One cell; longer text is no field of ours and is refused by the field's own rule. */
export const MAX_CELL = 2_000
