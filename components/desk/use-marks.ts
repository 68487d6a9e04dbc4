import { useCallback, useEffect, useState } from 'react'

/**
 * Paths of the fields and photos that an officer has marked for correction. Stored per tab: a reload, an expired session or
 * visiting another page loses nothing.
 * @param subject identifies the reviewed object and its revision
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
