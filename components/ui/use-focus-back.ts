import { useEffect, useState } from 'react'

/** When a dialog is removed, the focus returns to where it was before, unless it has moved elsewhere or that element is gone. */
export function useFocusBack(): void {
  // Read during the first render: afterwards the focus is in the dialog.
  const [before] = useState(() => (typeof document === 'undefined' ? null : document.activeElement))
  useEffect(
    () => () => {
      // The dialog's own elements are removed after this.
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
