import { useEffect, useRef } from 'react'

/** A hand scanner types a character every few milliseconds, over Bluetooth every thirty; nobody's fingers do. */
const LONGEST_GAP_MS = 80
/** The pickup code, the shortest text that is scanned here. */
const SHORTEST_TEXT = 6

/**
 * Hears a hand scanner, which types what it read and then Enter, while the focus is outside any text field: on a button, a
 * checkbox, the page.
 */
export function useScanner(onScan: (text: string) => void): void {
  const latest = useRef(onScan)
  latest.current = onScan
  useEffect(() => {
    let text = ''
    let last = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) {
        text = ''
        return
      }
      if (event.timeStamp - last > LONGEST_GAP_MS) text = ''
      last = event.timeStamp
      if (event.key.length === 1) text += event.key
      if (event.key !== 'Enter') return
      const scanned = text
      text = ''
      if (scanned.length < SHORTEST_TEXT) return
      // Otherwise this Enter would press the focused button.
      event.preventDefault()
      event.stopPropagation()
      latest.current(scanned)
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}

const WITHOUT_TEXT = ['button', 'checkbox', 'radio', 'submit']

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement && WITHOUT_TEXT.includes(target.type)) return inDialog(target)
  return target.isContentEditable || target.closest('input, textarea, select') !== null || inDialog(target)
}

const inDialog = (target: Element) => target.closest('[role="dialog"]') !== null
