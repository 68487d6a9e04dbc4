import { compact } from '@/lib/core/normalise'
import { type CellFault, isCellFault } from '@/lib/core/sheet-cell'
import { groupOf, type HeadingWord, headingWords, keyOf } from './heading-words'

export type HeadingColumn = { path: string; label: string; unit?: string; field?: { unit?: string } }
export type Heading<C> = {
  /** By position; null for an unknown column. */
  columns: (C | null)[]
  /** Unknown headings, as written; for a column without heading its position. */
  unknown: string[]
  /** Headings that mean the same column, as a sentence: it is unclear which of them counts. */
  doubled: string[]
  /** Number of rows. */
  height: 1 | 2
  /** Why it cannot be read although it contains known words. */
  fault?: string
}

type Group = ReturnType<typeof groupOf>
/** One column's heading: its own text, and the text above it. */
type Place = { text: string; above: string; group: Group }

/** Spellings of a column's unit, after its word or in brackets. */
const UNITS: Record<string, RegExp> = {
  kW: /^(?:KW|千瓦)$/,
  'r/min': /^(?:R\/MIN|RPM|转\/分|转\/分钟|转每分钟?|转)$/,
  小时: /^(?:H|小时)$/,
}
const UNIT_AT_END = /(?:KW|千瓦|R\/MIN|RPM|转\/分钟?|马力|PS|HP|小时)$/
/** Other units of the same quantities: reading such a number as ours would change its value. */
const OTHER_UNIT = /^(?:W|瓦|MW|兆瓦|HP|PS|马力|匹|R\/S|转\/秒|天|日|月|年|分钟|MIN)$/

/** Reads headings by the words of these columns; a heading has at least `minWords` of them. */
export class HeadingReader<C extends HeadingColumn> {
  private readonly words: Map<string, HeadingWord>
  private readonly byPath: Map<string, C>

  constructor(
    columns: readonly C[],
    private readonly minWords: number,
  ) {
    this.words = headingWords(columns)
    this.byPath = new Map(columns.map((column) => [column.path, column]))
  }

  /**
   * Reads a row as the heading of a file, together with the row below when that has single columns under group
   * headings (发动机 over 型号); null when it is no heading.
   */
  read(top: readonly unknown[], below: readonly unknown[]): Heading<C> | null {
    const places = placesOf(top, below)
    if (top.some((cell) => this.isWord(cell)) && this.isSecondRow(below, places)) {
      const heading = this.headingOf(places, [])
      return heading && { ...heading, height: 2 }
    }
    const single = top.map((cell): Place => ({ text: textOf(cell), above: '', group: null }))
    const heading = this.headingOf(single, below)
    const over = heading && spanning(top, below)
    if (!heading || !over) return heading
    return { ...heading, fault: `列名“${over}”下面的第二行列名无法识别，请把列名改成一行后重新上传` }
  }

  /** Does this row, below a complete heading, look like another row of headings? */
  isFurtherRow(cells: readonly unknown[]): boolean {
    const places = placesOf([], cells)
    return places.filter(({ text }) => text !== '').length > 1 && this.isSecondRow(cells, places)
  }

  /** Is this cell a known heading? A title above the heading is not. */
  private isWord(cell: unknown): boolean {
    const text = textOf(cell)
    return groupOf(keyOf(text)) !== null || this.find({ text, above: '', group: null }) !== null
  }

  private isSecondRow(below: readonly unknown[], places: readonly Place[]): boolean {
    const filled = below.flatMap((cell, place) => (isBlank(cell) ? [] : [{ cell, place }]))
    if (filled.length === 0 || filled.some(({ cell }) => typeof cell !== 'string')) return false
    const known = filled.filter(({ place }) => places[place] && this.find(places[place]) !== null)
    return known.length * 2 >= filled.length
  }

  private headingOf(places: readonly Place[], below: readonly unknown[]): Heading<C> | null {
    const found = places.map((place) => this.find(place))
    const proper = new Set(found.flatMap((word) => (word && !word.standIn ? [word.path] : [])))
    const taken = found.map((word) => (word && (!word.standIn || !proper.has(word.path)) ? word.path : null))
    const columns = taken.map((path) => (path === null ? null : (this.byPath.get(path) ?? null)))
    if (columns.filter((column) => column !== null).length < this.minWords) return null
    const written = places.map(({ text, above, group }) =>
      group && text !== above ? `${above} ${text}` : text,
    )
    const unnamed = below.flatMap((cell, place) =>
      isBlank(cell) || written[place] ? [] : [`第 ${place + 1} 列（没有列名）`],
    )
    const doubled = [...proper, ...taken].flatMap((path, index, all) => {
      if (path === null || all.indexOf(path) !== index) return []
      const words = written.filter((_, place) => taken[place] === path)
      const label = this.byPath.get(path)?.label ?? path
      return words.length > 1 ? [`${words.map((word) => `“${word}”`).join('、')}都是${label}`] : []
    })
    const unknown = written.filter((text, place) => text !== '' && !columns[place])
    return { columns, unknown: [...unknown, ...unnamed], doubled, height: 1 }
  }

  private find({ text, above, group }: Place): HeadingWord | null {
    if (text === '') return null
    const { key, notes, own } = partsOf(text)
    const over = own ?? group
    const joined = over ? [over.prefix + key] : above !== '' && above !== text ? [keyOf(above) + key] : []
    const word = this.first(joined) ?? this.alone(key, over)
    return word && unitsFit(this.byPath.get(word.path), key, notes) ? word : null
  }

  private alone(key: string, group: Group): HeadingWord | null {
    const word = this.first([key]) ?? this.loose(key)
    if (!word?.bare || !group) return word
    return word.path.startsWith(`${group.section}.`) ? word : null
  }

  /** Numbered, translated (机械型号 MODEL), or doubled (产品识别码/PIN); two words must mean the same field. */
  private loose(key: string): HeadingWord | null {
    const words = key
      .replace(/^\d{1,2}[.、]/, '')
      .replace(/(\p{Script=Han})[A-Z.]{2,}$/u, '$1')
      .split('/')
      .map((each) => this.first([each]))
    return words.every((word) => word?.path === words[0]?.path) ? (words[0] ?? null) : null
  }

  private first(keys: readonly string[]): HeadingWord | null {
    for (const key of keys) {
      const found = this.words.get(key) ?? this.words.get(key.replace(UNIT_AT_END, ''))
      const word = found ?? this.words.get(key.replace(/^(柴油机|引擎)/, '发动机').replace('的', ''))
      if (word) return word
    }
    return null
  }
}

/** A heading's key, and its notes in brackets: a unit, or a group (出厂编号(发动机)). */
function partsOf(text: string): { key: string; notes: string[]; own: Group } {
  const notes = [...compact(text).matchAll(/[([【](.*?)[)\]】]/g)].map(([, note = '']) => note)
  const own = notes.map(groupOf).find((group) => group !== null) ?? null
  return { key: keyOf(text), notes, own }
}

function unitsFit(column: HeadingColumn | undefined, key: string, notes: readonly string[]): boolean {
  const unit = column?.unit ?? column?.field?.unit
  const pattern = unit === undefined ? undefined : UNITS[unit]
  if (!pattern) return true
  const units = [...notes, UNIT_AT_END.exec(key)?.[0] ?? '']
  return units.every((each) => pattern.test(each) || !OTHER_UNIT.test(each))
}

/** Two rows merged: a heading over several columns applies to each that has a text of its own below. */
function placesOf(top: readonly unknown[], below: readonly unknown[]): Place[] {
  let over = ''
  return Array.from({ length: Math.max(top.length, below.length) }, (_, place): Place => {
    const [first, second] = [textOf(top[place]), textOf(below[place])]
    if (first !== '') over = second === '' ? '' : first
    if (second === '') return { text: first, above: first, group: null }
    return { text: second, above: over, group: groupOf(keyOf(over)) }
  })
}

/** A group heading with values under the empty columns beside it. */
function spanning(top: readonly unknown[], below: readonly unknown[]): string | null {
  const found = top.findIndex(
    (cell, place) =>
      groupOf(keyOf(textOf(cell))) !== null && textOf(top[place + 1]) === '' && !isBlank(below[place + 1]),
  )
  return found < 0 ? null : textOf(top[found])
}

function isBlank(cell: unknown): boolean {
  return (
    textOf(cell) === '' &&
    (typeof cell === 'string' || cell === null || cell === undefined || isCellFault(cell))
  )
}

function textOf(cell: unknown): string {
  if (isCellFault(cell)) return cell.text
  return typeof cell === 'string' ? cell.trim() : ''
}

export type HeadedRows<C, R> = { heading: Heading<C>; rows: AsyncGenerator<R> }
/** A heading may have titles or notes above it: it is searched in this many rows. */
const MAX_HEADING_ROW = 10
const TOO_HIGH = '列名占了三行或更多，请把列名改成一行后重新上传'

/**
 * Finds the heading among the first rows of a table.
 * @param isText a text table, where more cells than headings mean an unquoted separator that shifts the cells after it
 * @returns the heading with the rows below it; else `fault`: why it cannot be used, null when there is none
 */
export async function findHeading<C extends HeadingColumn, R extends { cells: readonly unknown[] }>(
  table: AsyncGenerator<R>,
  reader: HeadingReader<C>,
  isText = false,
): Promise<HeadedRows<C, R> | { fault: string | null }> {
  const refuse = async (fault: string | null) => {
    // Stops reading the file.
    await table.return(undefined)
    return { fault }
  }
  let hasGroups = false
  let row = await table.next()
  for (let tried = 0; tried < MAX_HEADING_ROW && !row.done; tried += 1) {
    const below = await table.next()
    const cells = below.done ? [] : below.value.cells
    const heading = reader.read(row.value.cells, cells)
    if (!heading) {
      const groups = row.value.cells.filter((cell) => groupOf(keyOf(textOf(cell))) !== null)
      hasGroups ||= groups.length > 1
      row = below
      continue
    }
    const next = heading.height === 1 ? below : await table.next()
    if (hasGroups || (!next.done && reader.isFurtherRow(next.value.cells))) return refuse(TOO_HIGH)
    if (heading.fault) return refuse(heading.fault)
    if (heading.doubled.length > 0) return refuse(`列名重复：${heading.doubled.join('；')}。请只保留其中一列`)
    const width = isText ? heading.columns.length : Number.POSITIVE_INFINITY
    return { heading, rows: following(next, table, width) }
  }
  return refuse(null)
}

async function* following<R extends { cells: readonly unknown[] }>(
  first: IteratorResult<R>,
  rest: AsyncGenerator<R>,
  width: number,
): AsyncGenerator<R> {
  if (!first.done) yield checkWidth(first.value, width)
  for await (const row of rest) yield checkWidth(row, width)
}

const SURPLUS: CellFault = {
  fault: '这一行的内容比列名多，可能有没加引号的逗号等分隔符，请检查',
  text: '',
  wholeRow: true,
}

function checkWidth<R extends { cells: readonly unknown[] }>(row: R, width: number): R {
  if (row.cells.length <= width || row.cells.slice(width).every(isBlank)) return row
  return { ...row, cells: row.cells.map(() => SURPLUS) }
}
