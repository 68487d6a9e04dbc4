import { useEffect, useRef } from 'react'
import { openDialog } from '@/components/ui/keys/open-dialog'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'

/**
 * U, or Ctrl+Z as everywhere: takes the last decision back. Keys typed into a field or a dialog are left to it, and so are
 * both while there is nothing to take back.
 */
export function useUndoKey(undo: (() => void) | undefined): void {
  useShortcuts({ undo })
  const latest = useRef(undo)
  latest.current = undo
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!latest.current || event.defaultPrevented || event.isComposing || event.repeat) return
      if (!isUndo(event) || isTyping(event.target) || openDialog()) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** By the key's place: a Chinese input method does not name the key. */
function isUndo({ code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return code === 'KeyZ' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="combobox"]') !== null
}
