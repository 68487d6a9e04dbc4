import { usePathname } from 'next/navigation'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'

type Desk = {
  /** Shows another filing on the open desk, at once: its page needs nothing more from the server than its data. */
  show: (id: string) => void
  /** The same, while the present one stays as it is in the background, dialog and text included, until the next `show`. */
  showAbove: (id: string) => void
}

const ShownFiling = createContext<Desk>({ show: () => undefined, showAbove: () => undefined })
export const ShownFilingProvider = ShownFiling.Provider
export const useDesk = () => useContext(ShownFiling)

const idIn = (pathname: string): string | undefined => /^\/filings\/([^/]+)$/.exec(pathname)?.[1]

/**
 * The filing on the desk: that of the address, until another one is shown in its place; and one kept in the background.
 * @param opened id by which the page was opened; the address is newer where another one had been shown before
 */
export function useShownFiling(opened: string): { id: string; kept: string | null; desk: Desk } {
  const pathname = usePathname()
  const [{ id, kept }, set] = useState<{ id: string; kept: string | null }>({
    id: idIn(pathname) ?? opened,
    kept: null,
  })
  const travel = useCallback((next: string, keep: boolean) => {
    set((before) => ({ id: next, kept: keep ? before.id : null }))
    if (idIn(window.location.pathname) === next) return
    window.scrollTo(0, 0)
    // Nothing of the former filing keeps the focus: another Enter must not press its buttons.
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [])
  const desk = useMemo(
    () => ({ show: (next: string) => travel(next, false), showAbove: (next: string) => travel(next, true) }),
    [travel],
  )
  // Addresses that were written here and that the router does not know yet.
  const written = useRef(new Set<string>())
  const current = useRef(id)
  current.current = id
  useEffect(() => {
    // After the filing is on the screen, since the router renders the page again for it.
    if (idIn(window.location.pathname) === id) return
    written.current.add(id)
    window.history.replaceState(null, '', `/filings/${id}`)
  }, [id])
  // Back, forward, and links to a filing.
  useEffect(() => {
    const address = idIn(pathname)
    if (address === current.current) written.current.clear()
    else if (address && !written.current.delete(address)) set({ id: address, kept: null })
  }, [pathname])
  return { id, kept, desk }
}
