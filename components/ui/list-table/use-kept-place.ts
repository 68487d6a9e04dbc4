import { usePathname, useSearchParams } from 'next/navigation'
import { useLayoutEffect, useRef } from 'react'

/**
 * Remembers the row that was opened and how far the page was scrolled, for this address and this tab, and puts both back
 * when the list is shown again.
 * @param ready the rows are there
 */
export function useKeptPlace(ready: boolean) {
  const body = useRef<HTMLTableSectionElement>(null)
  const address = `place:${usePathname()}?${useSearchParams()}`

  useLayoutEffect(() => {
    if (!ready) return
    const kept = sessionStorage.getItem(address)
    if (!kept) return
    sessionStorage.removeItem(address)
    const [row, scroll = '0'] = kept.split('|')
    window.scrollTo(0, Number(scroll))
    body.current?.querySelector<HTMLAnchorElement>(`a[data-row="${CSS.escape(row ?? '')}"]`)?.focus({
      preventScroll: true,
    })
  }, [ready, address])

  const remember = (row: string) => sessionStorage.setItem(address, `${row}|${window.scrollY}`)
  return { body, remember }
}
