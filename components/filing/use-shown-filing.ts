import { usePathname } from 'next/navigation'
import { createContext, useCallback, useContext, useState } from 'react'

const ShowFiling = createContext<(id: string) => void>(() => undefined)
export const ShowFilingProvider = ShowFiling.Provider

/** Shows another filing on the open desk, at once: its page needs nothing more from the server than its data. */
export const useShowFiling = () => useContext(ShowFiling)

/**
 * The filing on the desk: that of the address, until another one is shown in its place.
 * @param opened id in the address by which the page was opened
 */
export function useShownFiling(opened: string): { id: string; show: (id: string) => void } {
  const pathname = usePathname()
  const [id, setId] = useState(opened)
  // The browser's back and forward.
  const [seen, setSeen] = useState(pathname)
  if (pathname !== seen) {
    setSeen(pathname)
    setId(/^\/filings\/([^/]+)$/.exec(pathname)?.[1] ?? id)
  }
  const show = useCallback((next: string) => {
    setId(next)
    window.history.replaceState(null, '', `/filings/${next}`)
    window.scrollTo(0, 0)
    // Nothing of the former filing keeps the focus: another Enter must not press its buttons.
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [])
  return { id, show }
}
