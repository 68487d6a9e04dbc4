import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import { type ScrollPosition, storePosition, takePosition } from './scroll-position'
import type { Scroller } from './use-rendered-rows'

type Options = {
  body: RefObject<HTMLElement | null>
  ids: readonly string[]
  scroller: Scroller | null
  address: string
}

/** A row to focus once it is rendered; on return from its page, with the position to restore. */
type Target = { index: number; position?: ScrollPosition }

/** The row in the tab order; on return from a row's page its focus and the scroll position are restored. */
export function useRowFocus({ body, ids, scroller, address }: Options) {
  const [active, setActive] = useState(0)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [target, setTarget] = useState<Target | null>(null)
  // The position is restored once, among the initial rows: a later page may load while a row is being opened.
  const [firstIds] = useState(ids)

  useLayoutEffect(() => {
    const position = scroller && takePosition(address)
    if (!position) return
    scrollTo(scroller, position)
    const index = firstIds.indexOf(position.row)
    if (index < 0) return
    setActive(index)
    setTarget({ index, position })
  }, [scroller, address, firstIds])

  useLayoutEffect(() => {
    if (!target) return
    const row = body.current?.querySelector<HTMLElement>(`tr[data-index="${target.index}"]`)
    if (!row) return
    const stop = row.querySelector<HTMLElement>('a[data-row]') ?? row
    stop.focus({ preventScroll: true })
    if (!target.position) {
      // Not returned: newer browsers return a promise, which React would take for a clean-up function.
      row.scrollIntoView({ block: 'nearest' })
      return
    }
    // Heights of rows not rendered are estimates.
    const offset = stop.getBoundingClientRect().top - target.position.top
    if (Math.abs(offset) > 1) elementOf(scroller)?.scrollBy(0, offset)
  }, [target, body, scroller])

  return {
    active: Math.min(active, ids.length - 1),
    touched,
    touch: useCallback((index: number, id: string) => {
      setActive(index)
      setTouched((before) => (before.has(id) ? before : new Set(before).add(id)))
    }, []),
    goTo: useCallback((index: number) => {
      setActive(index)
      setTarget({ index })
    }, []),
    open: useCallback(
      (row: string, top: number) => {
        const box = scroller === null || scroller === 'page' ? 0 : scroller.scrollTop
        storePosition(address, { row, box, page: window.scrollY, top })
      },
      [scroller, address],
    ),
  }
}

function elementOf(scroller: Scroller | null): Element | null {
  return scroller === 'page' ? document.scrollingElement : scroller
}

function scrollTo(scroller: Scroller, { box, page }: ScrollPosition): void {
  if (scroller !== 'page') scroller.scrollTo(0, box)
  window.scrollTo(0, page)
}
