import { useLayoutEffect } from 'react'

/** Longest pause within a double tap, and some more for slow hands. */
const QUIET_MS = 400
/** How far from the last touch a confirming button has to be. */
const FINGER_PX = 16

let last: { x: number; y: number } | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let listening = false

const remember = ({ clientX: x, clientY: y }: PointerEvent) => {
  last = { x, y }
}

/**
 * For 400 ms no tap reaches anything: what has just appeared, or been laid bare, is not what the second tap of a double tap
 * was meant for. Called by whatever changes under the finger: sheets as they open and close, pages and steps as they appear.
 * Keys and assistive technology are not held up. Before the first touch of a document nothing is ignored.
 */
export function quieten(): void {
  if (!last) return
  document.documentElement.dataset.quiet = ''
  clearTimeout(timer)
  timer = setTimeout(() => delete document.documentElement.dataset.quiet, QUIET_MS)
}

/** Ignores the second tap of a double tap when this component appears. */
export function useQuietStart(): void {
  useLayoutEffect(() => {
    if (!listening) document.addEventListener('pointerdown', remember, true)
    listening = true
    quieten()
  }, [])
}

/** Marks an opened sheet whose confirming button (`data-act`) lies under the last touch: its style then puts it elsewhere. */
export function keepActAway(sheet: HTMLElement): void {
  const box = sheet.querySelector('[data-act]')?.getBoundingClientRect()
  if (!box || !last) return
  const { x, y } = last
  const under =
    x > box.left - FINGER_PX &&
    x < box.right + FINGER_PX &&
    y > box.top - FINGER_PX &&
    y < box.bottom + FINGER_PX
  if (under) sheet.dataset.away = ''
}
