import { useEffect } from 'react'

/** Keeps the screen on while the page is visible. Does nothing without browser support or if refused (low battery). */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let unmounted = false
    const acquire = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      navigator.wakeLock.request('screen').then(
        (acquired) => {
          lock = acquired
          if (unmounted) void acquired.release()
        },
        () => undefined,
      )
    }
    acquire()
    // The browser releases the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', acquire)
    return () => {
      unmounted = true
      document.removeEventListener('visibilitychange', acquire)
      void lock?.release()
    }
  }, [])
}
