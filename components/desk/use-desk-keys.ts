import { useEffect, useRef } from 'react'

type Keys = Record<
  'next' | 'previous' | 'mark' | 'zoomIn' | 'zoomOut' | 'rotate' | 'fullScreen',
  () => unknown
>

const KEYS: Record<string, keyof Keys> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  o: 'rotate',
  f: 'fullScreen',
  x: 'mark',
}

/** Keyboard shortcuts of a review desk; keys typed into a field or a dialog are ignored. */
export function useDeskKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isFieldOrDialog(event.target)) return
      const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!name) return
      event.preventDefault()
      latest.current[name]()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function isFieldOrDialog(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="combobox"]') !== null
  )
}
