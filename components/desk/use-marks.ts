import { useCallback, useEffect, useState } from 'react'

/**
 * What an officer has marked as to be corrected (paths of fields and photos). Stored for the tab: a reload, an expired
 * session or a look at something else loses nothing.
 * @param subject what is marked, and in which state of it
 */
export function useMarks(subject: string) {
  const key = `marks:${subject}`
  const [marks, setMarks] = useState<readonly string[]>([])

  useEffect(() => {
    const stored = sessionStorage.getItem(key)
    setMarks(stored ? stored.split('\n').filter(Boolean) : [])
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
