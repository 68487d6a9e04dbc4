'use client'

import { useEffect, useRef, useState } from 'react'
import type { ChartData, OpenChart } from './chart-engine'

type Props = {
  /** Accessible name; the figures themselves are in a table beside the chart. */
  label: string
  data: ChartData
  height: number
  /** Called with the index of the clicked bar, column or point. */
  onPick?: (index: number) => void
}

/** A chart. Its engine is loaded after the page is rendered. */
export function Chart({ label, data, height, onPick }: Props) {
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
  useEffect(() => chart?.show(data, onPick), [chart, data, onPick])
  if (failed) return <p style={{ color: 'var(--ink-soft)' }}>图没有显示出来，数字见表</p>
  // Until it is resized to a narrower window the chart stays wide: that must not make the page scroll.
  return <div ref={box} role="img" aria-label={label} style={{ height, overflow: 'hidden' }} />
}
