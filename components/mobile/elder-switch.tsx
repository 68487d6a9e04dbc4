'use client'

import { useEffect, useState } from 'react'
import { ELDER_KEY } from '@/lib/core/elder-mode'
import { quieten } from './quiet'

/**
 * 大字版: text of 18 px and more, controls of 60 px and more on the owner's pages of this phone (app/m/mobile.css). Steps
 * of a filing are read aloud where the phone has a voice (read-aloud.tsx); everything is named for the phone's own reader besides.
 */
export function ElderSwitch({ className }: { className?: string | undefined }) {
  const [on, setOn] = useState(false)
  useEffect(() => setOn('elder' in document.documentElement.dataset), [])
  const toggle = () => {
    if (on) delete document.documentElement.dataset.elder
    else document.documentElement.dataset.elder = ''
    try {
      if (on) localStorage.removeItem(ELDER_KEY)
      else localStorage.setItem(ELDER_KEY, '1')
    } catch {
      // A browser that stores nothing shows it on this page only.
    }
    setOn(!on)
    // Everything moves.
    quieten()
  }
  return (
    <button type="button" className={className} aria-pressed={on} onClick={toggle}>
      大字版
    </button>
  )
}
