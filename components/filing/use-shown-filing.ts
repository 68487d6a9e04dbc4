import { usePathname } from 'next/navigation'
import { createContext, useCallback, useContext, useEffect, useState } from 'react'

const ShowFiling = createContext<(id: string) => void>(() => undefined)
export const ShowFilingProvider = ShowFiling.Provider

/** Shows another filing on the open desk, at once: its page needs nothing more from the server than its data. */
export const useShowFiling = () => useContext(ShowFiling)

const idIn = (pathname: string): string | undefined => /^\/filings\/([^/]+)$/.exec(pathname)?.[1]

/**
 * The filing on the desk: that of the address, until another one is shown in its place.
 * @param opened id by which the page was opened; the address is newer where another one had been shown before
 */
export function useShownFiling(opened: string): { id: string; show: (id: string) => void } {
  const pathname = usePathname()
  const [id, setId] = useState(idIn(pathname) ?? opened)
  const show = useCallback((next: string) => {
    setId(next)
    window.scrollTo(0, 0)
    // Nothing of the former filing keeps the focus: another Enter must not press its buttons.
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    // After the filing is on the screen, since the router renders the page again for it.
    if (idIn(window.location.pathname) !== id) window.history.replaceState(null, '', `/filings/${id}`)
  }, [id])
  useEffect(() => {
    const onTravel = () => setId((before) => idIn(window.location.pathname) ?? before)
    window.addEventListener('popstate', onTravel)
    return () => window.removeEventListener('popstate', onTravel)
  }, [])
  return { id, show }
}
