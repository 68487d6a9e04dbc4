import { useEffect, useState } from 'react'

/** When a dialog goes, the keyboard is back where it was before, unless it has gone elsewhere or that place is gone. */
export function useFocusBack(): void {
  // Read while the dialog is first drawn: afterwards the focus is in it.
  const [before] = useState(() => (typeof document === 'undefined' ? null : document.activeElement))
  useEffect(
    () => () => {
      // The dialog's own elements leave the page after this.
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
