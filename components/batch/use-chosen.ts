import { useState } from 'react'
import type { BatchRow, ChosenRows } from '@/lib/features/batch/schema'

/** Drafts of a table as they are ticked: all but some, or only some, since not every row is loaded. */
export type Chosen = {
  /** As the API takes it. */
  rows: Pick<ChosenRows, 'lines' | 'except'>
  /** Nothing was taken out. */
  all: boolean
  has: (line: number) => boolean
  /** Of `of` drafts in the table the chosen ones. @param complete only those that lack nothing, as `of` */
  count: (of: number, complete: boolean) => number
  toggle: (row: BatchRow) => void
  chooseAll: () => void
  chooseNone: () => void
}

/** `complete` by line: of the rows that were ticked or taken out. */
type State = { but: boolean; ticked: ReadonlyMap<number, boolean> }
const ALL: State = { but: true, ticked: new Map() }

/** A draft that lacks nothing. */
const isComplete = ({ filingStatus, missing }: BatchRow) => filingStatus === 'DRAFT' && missing.length === 0

/** All are chosen at first. */
export function useChosen(): Chosen {
  const [{ but, ticked }, setState] = useState(ALL)
  const lines = [...ticked.keys()]
  return {
    rows: but ? { except: lines } : { lines },
    all: but && ticked.size === 0,
    has: (line) => ticked.has(line) !== but,
    count: (of, complete) => {
      const these = complete ? [...ticked.values()].filter(Boolean).length : ticked.size
      return but ? of - these : these
    },
    toggle: (row) =>
      setState((now) => {
        const next = new Map(now.ticked)
        if (!next.delete(row.line)) next.set(row.line, isComplete(row))
        return { ...now, ticked: next }
      }),
    chooseAll: () => setState(ALL),
    chooseNone: () => setState({ but: false, ticked: new Map() }),
  }
}
