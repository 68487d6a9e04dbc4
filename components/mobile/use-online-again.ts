import { useEffect, useRef } from 'react'

/** Calls when the network is back: a message that it is missing is then no longer true. */
export function useOnlineAgain(act: () => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const listen = () => latest.current()
    window.addEventListener('online', listen)
    return () => window.removeEventListener('online', listen)
  }, [])
}
