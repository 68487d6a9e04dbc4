import { useEffect } from 'react'

/** Keeps the screen on while the page is shown. Phones without it, or low on power, go dark as always. */
export function useWakefulScreen(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let left = false
    const hold = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      navigator.wakeLock.request('screen').then(
        (given) => {
          lock = given
          if (left) void given.release()
        },
        () => undefined,
      )
    }
    hold()
    // The system takes it back whenever the page is hidden.
    document.addEventListener('visibilitychange', hold)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', hold)
      void lock?.release()
    }
  }, [])
}
