import { useEffect, useState } from 'react'

/** Countdown in seconds, with its text, e.g. `2 分 05 秒`. */
export function useCountdown() {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(0)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [left])
  const start = (seconds: number) => {
    setNow(Date.now())
    setUntil(Date.now() + seconds * 1000)
  }
  const minutes = Math.floor(left / 60)
  const rest = String(left % 60).padStart(2, '0')
  return { left, start, text: minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${left} 秒` }
}
