import { useEffect, useState } from 'react'

/** Whether 大字版 is on; it changes on the first page alone. */
export function useElder(): boolean {
  const [on, setOn] = useState(false)
  useEffect(() => setOn('elder' in document.documentElement.dataset), [])
  return on
}
