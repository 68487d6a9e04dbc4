import { useEffect, useRef } from 'react'

/** One key of the page, wherever the focus is, but not beside Ctrl and the like, in a dialog or while text is composed. */
export function useKey(key: string, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.repeat || event.isComposing) return
      if (event.ctrlKey || event.metaKey || event.altKey || isInDialog(event.target)) return
      event.preventDefault()
      // A dialog that opens now listens at the window, and would be closed by this same Escape.
      event.stopPropagation()
      latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [key])
}

const isInDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"]') !== null
