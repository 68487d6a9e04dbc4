/**
 * A printed paper as data: content and layout, independent of how it is drawn. The PDF (lib/server/pdf) and the print
 * view in the browser are made from the same description, so that they cannot differ.
 */

/** Lengths in millimetres from the top left corner. */
export type Shape =
  | {
      kind: 'rect'
      x: number
      y: number
      width: number
      height: number
      radius?: number
      fill?: string
      stroke?: string
      strokeWidth?: number
    }
  | {
      kind: 'line'
      x1: number
      y1: number
      x2: number
      y2: number
      stroke: string
      strokeWidth: number
      dashed?: boolean
    }
  | { kind: 'path'; d: string; fill?: string; stroke?: string; strokeWidth?: number }
  | {
      kind: 'text'
      /** Position of the text's `anchor`. */
      x: number
      /** The base line. */
      y: number
      text: string
      /** Height of the em square. */
      size: number
      anchor: 'start' | 'middle' | 'end'
      bold?: boolean
      fill: string
      /** Width to force where a font other than ours is used (in the browser). */
      width?: number
    }

export type Scene = { width: number; height: number; shapes: readonly Shape[] }

/** `wide`: the pair takes a whole row. */
export type Pair = { label: string; value: string; wide?: boolean; strong?: boolean }

/** A photo: its URL for the browser, its bytes (JPEG) for the PDF; without bytes the PDF shows a placeholder. */
export type PaperPhoto = { label: string; url: string; bytes?: Uint8Array }

/** A text, or a bar that fills this share (0 to 1) of the cell. */
export type TableCell = string | { bar: number }

export type TableColumn = {
  head: string
  /** Relative to the other columns. */
  width: number
  /** `end` for numbers. */
  align?: 'end'
}

export type Table = {
  columns: readonly TableColumn[]
  rows: readonly (readonly TableCell[])[]
  /** Row of totals. */
  sum?: readonly TableCell[]
  /** Text shown when there are no rows. */
  empty: string
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'pairs'; pairs: readonly Pair[] }
  | { kind: 'paragraph'; text: string }
  | { kind: 'steps'; items: readonly string[] }
  | { kind: 'scene'; scene: Scene; caption: string }
  | { kind: 'photos'; photos: readonly PaperPhoto[] }
  | ({ kind: 'table' } & Table)
  | { kind: 'signatures'; items: readonly string[] }

type Common = {
  /** Title of the file and of the window. */
  title: string
  /** Without extension. */
  fileName: string
}

/**
 * Text that flows over as many A4 pages as it needs; `footer` appears on each, with the page number. `part`: one page of a
 * longer paper that is drawn page by page; its page number is told, and only the first has the heading.
 */
export type FlowPaper = Common & {
  kind: 'flow'
  heading: string
  footer: string
  blocks: readonly Block[]
  part?: { page: number; of: number }
}

/** Pages drawn to the millimetre, each as large as its scene. */
export type DrawnPaper = Common & { kind: 'drawn'; pages: readonly Scene[] }

export type Paper = FlowPaper | DrawnPaper

/** All texts of a paper or of a part of one; binary data is skipped. */
export function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return []
  return Object.values(part).flatMap(textsOf)
}

/** Two pairs in a row; a wide one, or one without a neighbour, fills a row (and is then `wide`). */
export function pairRows(pairs: readonly Pair[]): Pair[][] {
  const rows: Pair[][] = []
  for (const pair of pairs) {
    const last = rows.at(-1)
    if (!pair.wide && last?.length === 1 && !last[0]?.wide) last.push(pair)
    else rows.push([pair])
  }
  return rows.map((row) => (row.length === 1 ? row.map((pair) => ({ ...pair, wide: true })) : row))
}
