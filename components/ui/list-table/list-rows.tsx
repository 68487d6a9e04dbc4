import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { MachineRow } from '@/lib/features/machine/schema/search'
import type { MachineColumn } from '@/components/machine/search/machine-columns'
import { ResultRow } from './list-row'
import styles from '@/components/machine/search/search.module.css'
import { useKeptRow } from '@/components/machine/search/use-kept-row'
import { useVisibleRows } from './use-drawn-rows'

type Props = {
  rows: readonly MachineRow[]
  columns: readonly MachineColumn[]
  /** Names the search, for coming back to its place. */
  question: string
  /** What scrolls, on a wide screen. */
  box: HTMLElement
  /** Rows of the search before, until those of the new one are there. */
  outdated: boolean
  /** The end comes into sight. */
  onNearEnd: () => void
}

/** More is asked for before the last row is reached. */
const AHEAD = 12

/**
 * The rows in sight. One row is in the tab order; arrows move between rows, Enter opens. That row is always drawn, or a
 * scroll would take the keyboard's place away.
 */
export function ResultRows({ rows, columns, question, box, outdated, onNearEnd }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const { kept, keep } = useKeptRow(question, box)
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      rows.findIndex(({ id }) => id === kept?.id),
    ),
  )
  const steered = useRef(false)
  const { first, last, lastSeen, height } = useVisibleRows(box, body, rows.length)

  useLayoutEffect(() => {
    if (!kept) return
    box.scrollTo(0, kept.box)
    window.scrollTo(0, kept.page)
    linkOf(body.current, kept.id)?.focus({ preventScroll: true })
  }, [kept, box])

  const activeId = rows[active]?.id
  useLayoutEffect(() => {
    if (!steered.current || !activeId) return
    steered.current = false
    const link = linkOf(body.current, activeId)
    link?.focus({ preventScroll: true })
    link?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const nearEnd = lastSeen >= rows.length - AHEAD
  useEffect(() => {
    if (nearEnd && rows.length > 0) onNearEnd()
  }, [nearEnd, rows.length, onNearEnd])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor(box.clientHeight / height) - 2)
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    steered.current = true
    setActive(Math.max(0, Math.min(to, rows.length - 1)))
  }

  return (
    <tbody ref={body} onKeyDown={onKeyDown} className={outdated ? styles.outdated : undefined}>
      {pieces(first, last, active, rows.length).map((piece) => {
        if ('gap' in piece) {
          const style = { height: piece.gap * height }
          return <tr key={`gap before ${piece.before}`} aria-hidden className={styles.gap} style={style} />
        }
        const row = rows[piece.index]
        return (
          row && (
            <ResultRow
              key={row.id}
              row={row}
              index={piece.index}
              current={piece.index === active}
              columns={columns}
              onFocus={setActive}
              onOpen={keep}
            />
          )
        )
      })}
    </tbody>
  )
}

type Piece = { index: number } | { gap: number; before: number }

/** The rows to draw and the empty stretches between them, as high as the rows that are left out. */
function pieces(first: number, last: number, active: number, count: number): Piece[] {
  const inSight = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place)
  const indexes = [...new Set([...inSight, active])].filter((index) => index < count).sort((a, b) => a - b)
  const found: Piece[] = []
  let next = 0
  for (const index of indexes) {
    if (index > next) found.push({ gap: index - next, before: index })
    found.push({ index })
    next = index + 1
  }
  if (next < count) found.push({ gap: count - next, before: count })
  return found
}

function linkOf(body: HTMLElement | null, id: string): HTMLAnchorElement | null | undefined {
  return body?.querySelector<HTMLAnchorElement>(`a[data-row="${CSS.escape(id)}"]`)
}
