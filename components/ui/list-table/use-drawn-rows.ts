import { type RefObject, useLayoutEffect, useState } from 'react'

/** Rows drawn above and below the visible ones, so that a scroll finds them there. */
const SPARE = 16
/** The drawn rows change in steps, not with every pixel. */
const STEP = 8
const USUAL_HEIGHT = 30

type Visible = { first: number; last: number; lastSeen: number; height: number }

const FIRST_VIEW: Visible = { first: 0, last: 40, lastSeen: 0, height: USUAL_HEIGHT }

/**
 * Which rows of a long table are to be drawn: those in sight and some around. All rows have one height. It does not
 * matter whether the box or the whole page scrolls.
 */
export function useVisibleRows(
  box: HTMLElement,
  body: RefObject<HTMLElement | null>,
  count: number,
): Visible {
  const [visible, setVisible] = useState<Visible>(FIRST_VIEW)
  useLayoutEffect(() => {
    const look = () => {
      if (!body.current || count === 0) return
      const next = inSight(box, body.current, count)
      setVisible((before) => (same(before, next) ? before : next))
    }
    look()
    // Scrolling does not bubble, but it can be caught on its way down: this sees the box's and the page's.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    window.addEventListener('resize', look)
    return () => {
      document.removeEventListener('scroll', look, { capture: true })
      window.removeEventListener('resize', look)
    }
  }, [box, body, count])
  return visible
}

function inSight(box: HTMLElement, body: HTMLElement, count: number): Visible {
  const height = body.querySelector<HTMLElement>('tr[aria-rowindex]')?.offsetHeight || USUAL_HEIGHT
  const frame = box.getBoundingClientRect()
  const start = body.getBoundingClientRect().top
  const top = (Math.max(frame.top, 0) - start) / height
  const bottom = (Math.min(frame.bottom, window.innerHeight) - start) / height
  return {
    height,
    first: Math.max(0, Math.floor(top / STEP) * STEP - SPARE),
    last: Math.min(count, Math.ceil(bottom / STEP) * STEP + SPARE),
    lastSeen: Math.min(count, Math.max(0, Math.ceil(bottom / STEP) * STEP)),
  }
}

function same(a: Visible, b: Visible): boolean {
  return a.first === b.first && a.last === b.last && a.lastSeen === b.lastSeen && a.height === b.height
}
