import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import { keepPlace, type Place, takePlace } from './kept-place'
import type { Scroller } from './use-drawn-rows'

type Options = {
  body: RefObject<HTMLElement | null>
  ids: readonly string[]
  scroller: Scroller | null
  address: string
}

/** A row that gets the focus once it is drawn; back from that row's page, at the place where it stood. */
type Target = { index: number; place?: Place }

/** Which row has the keyboard's place; coming back from a row finds the scroll and that row as they were. */
export function useRowFocus({ body, ids, scroller, address }: Options) {
  const [active, setActive] = useState(0)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [target, setTarget] = useState<Target | null>(null)
  // The place is looked for once, among the rows that stand there first: a later page may come while a row is being opened.
  const [firstIds] = useState(ids)

  useLayoutEffect(() => {
    const place = scroller && takePlace(address)
    if (!place) return
    scrollTo(scroller, place)
    const index = firstIds.indexOf(place.row)
    if (index < 0) return
    setActive(index)
    setTarget({ index, place })
  }, [scroller, address, firstIds])

  useLayoutEffect(() => {
    if (!target) return
    const row = body.current?.querySelector(`tr[data-index="${target.index}"]`)
    const link = row?.querySelector<HTMLAnchorElement>('a[data-row]')
    if (!row || !link) return
    link.focus({ preventScroll: true })
    if (!target.place) {
      // Newer browsers return a promise, which React would take for the effect's clean-up.
      row.scrollIntoView({ block: 'nearest' })
      return
    }
    // Heights of rows that are not drawn are estimates.
    const off = link.getBoundingClientRect().top - target.place.top
    if (Math.abs(off) > 1) elementOf(scroller)?.scrollBy(0, off)
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
        keepPlace(address, { row, box, page: window.scrollY, top })
      },
      [scroller, address],
    ),
  }
}

function elementOf(scroller: Scroller | null): Element | null {
  return scroller === 'page' ? document.scrollingElement : scroller
}

function scrollTo(scroller: Scroller, { box, page }: Place): void {
  if (scroller !== 'page') scroller.scrollTo(0, box)
  window.scrollTo(0, page)
}
