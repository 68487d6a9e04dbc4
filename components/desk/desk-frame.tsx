'use client'

import { type ReactNode, useRef } from 'react'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import styles from './desk-frame.module.css'
import { focusFact, pressFact } from './focused-fact'

type FrameProps = {
  photos?: ReactNode
  /** In the place of the photos while there is nothing to look at yet. */
  hint?: ReactNode
  children: ReactNode
}

/** Photos fixed on the left, the data compared with them scrolling beside; one column without photos. Keys move between the data. */
export function DeskFrame({ photos, hint, children }: FrameProps) {
  const facts = useRef<HTMLDivElement>(null)
  useShortcuts({
    factNext: () => focusFact(facts.current, 1),
    factPrevious: () => focusFact(facts.current, -1),
    factPhoto: () => pressFact('photo'),
  })
  return (
    <div className={photos || hint ? styles.desk : undefined}>
      {photos ? (
        <div className={styles.photos}>{photos}</div>
      ) : hint ? (
        <p className={styles.hint}>{hint}</p>
      ) : null}
      <div className={styles.facts} ref={facts}>
        {children}
      </div>
    </div>
  )
}

/** The available actions, at the foot of the window. */
export function ActionBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.actions} role="toolbar" aria-label={label}>
      {children}
    </div>
  )
}

/** Pushes what follows to the right end of the bar. */
export function ActionGap() {
  return <span className={styles.gap} />
}
