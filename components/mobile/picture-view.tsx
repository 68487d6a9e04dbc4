'use client'

import { useState } from 'react'
import { OwnerImage } from '@/components/mobile/owner-image'
import styles from './picture-view.module.css'
import { Sheet } from './sheet'

/** A photo in the full window; it can be enlarged and scrolled to read the letters of a plate. */
export function PictureView({
  source,
  title,
  onClose,
}: {
  source: string | Blob
  title: string
  onClose: () => void
}) {
  const [large, setLarge] = useState(false)
  return (
    <Sheet title={title} full onClose={onClose}>
      {(close) => (
        <div className={styles.view}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be scrollable by keyboard */}
          <section className={styles.stage} aria-label={title} tabIndex={0}>
            <OwnerImage source={source} alt={title} className={large ? styles.large : styles.whole} />
          </section>
          <footer className={styles.actions}>
            <span>{title}</span>
            <button type="button" aria-pressed={large} onClick={() => setLarge(!large)}>
              {large ? '缩小' : '放大'}
            </button>
            <button type="button" onClick={close}>
              关闭
            </button>
          </footer>
        </div>
      )}
    </Sheet>
  )
}
