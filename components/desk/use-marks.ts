import { useCallback, useEffect, useState } from 'react'

/**
 * What an officer has marked on one filing as to be corrected (paths of fields and photos). Kept in the tab's session
 * storage: a reload, an expired session or a look at another filing loses nothing.
 */
export function useMarks(filingId: string, revision: number) {
  const key = `marks:${filingId}:${revision}`
  const [marks, setMarks] = useState<readonly string[]>([])

  useEffect(() => {
    const kept = sessionStorage.getItem(key)
    setMarks(kept ? kept.split('\n').filter(Boolean) : [])
  }, [key])

  const toggle = useCallback(
    (path: string) =>
      setMarks((before) => {
        const after = before.includes(path) ? before.filter((one) => one !== path) : [...before, path]
        sessionStorage.setItem(key, after.join('\n'))
        return after
      }),
    [key],
  )

  return { marks, toggle }
}
