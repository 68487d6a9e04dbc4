'use client'

import { useEffect, useRef, useState } from 'react'
import type { OpenChart, Picture } from './chart-engine'

type Props = {
  /** What the picture shows; the figures themselves stand in a table beside it. */
  label: string
  picture: Picture
  height: number
  /** The bar, column or point that was clicked. */
  onPick?: (index: number) => void
}

/** A picture of figures. What draws it is fetched when the page already stands. */
export function Chart({ label, picture, height, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<OpenChart | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let closed = false
    let opened: OpenChart | undefined
    import('./chart-engine').then(
      ({ openChart }) => {
        if (closed || !box.current) return
        opened = openChart(box.current)
        setChart(opened)
      },
      () => setFailed(true),
    )
    return () => {
      closed = true
      opened?.close()
    }
  }, [])
  useEffect(() => chart?.show(picture, onPick), [chart, picture, onPick])
  if (failed) return <p style={{ color: 'var(--ink-soft)' }}>图没有显示出来，数字见表</p>
  // Until it hears that the window is narrower the picture stays wide: the page must not scroll for it.
  return <div ref={box} role="img" aria-label={label} style={{ height, overflow: 'hidden' }} />
}
