/**
 * A printed paper as data: what stands on it and where, nothing of how it is drawn. The PDF (lib/server/pdf) and the
 * print view in the browser are made from the same description, so that they cannot tell different things.
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
      /** Where `anchor` of the text stands. */
      x: number
      /** The base line. */
      y: number
      text: string
      /** Height of the em square. */
      size: number
      anchor: 'start' | 'middle' | 'end'
      bold?: boolean
      fill: string
      /** What the text must measure where another font than ours is used (the browser's). */
      width?: number
    }

export type Scene = { width: number; height: number; shapes: readonly Shape[] }

/** `wide`: the pair takes a whole row. */
export type Pair = { label: string; value: string; wide?: boolean; strong?: boolean }

/** A photo: its address for the browser, its bytes (JPEG) for the PDF; without bytes its place stays, and says so. */
export type PaperPhoto = { label: string; url: string; bytes?: Uint8Array }

/** A text, or a bar as long as its share (0 to 1) of the cell. */
export type TableCell = string | { bar: number }

export type TableColumn = {
  head: string
  /** In relation to the other columns. */
  width: number
  /** Figures stand at the end. */
  align?: 'end'
}

export type Table = {
  columns: readonly TableColumn[]
  rows: readonly (readonly TableCell[])[]
  /** A last row that sums up. */
  sum?: readonly TableCell[]
  /** What stands there when there are no rows. */
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

/** Text that flows over as many A4 pages as it needs; `footer` stands on each of them, with the page's number. */
export type FlowPaper = Common & { kind: 'flow'; heading: string; footer: string; blocks: readonly Block[] }

/** Pages drawn to the millimetre, each as large as its scene. */
export type DrawnPaper = Common & { kind: 'drawn'; pages: readonly Scene[] }

export type Paper = FlowPaper | DrawnPaper

/** Every text of a paper, or of a part of one; pictures are none. */
export function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return []
  return Object.values(part).flatMap(textsOf)
}

/** Two pairs in a row; a wide one, or one without a neighbour, has the row to itself (and is then `wide`). */
export function pairRows(pairs: readonly Pair[]): Pair[][] {
  const rows: Pair[][] = []
  for (const pair of pairs) {
    const last = rows.at(-1)
    if (!pair.wide && last?.length === 1 && !last[0]?.wide) last.push(pair)
    else rows.push([pair])
  }
  return rows.map((row) => (row.length === 1 ? row.map((pair) => ({ ...pair, wide: true })) : row))
}
