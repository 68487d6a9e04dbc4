'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { showModal } from '@/components/ui/show-modal'
import { keepActAway, quieten, useQuietStart } from './quiet'
import styles from './sheet.module.css'
import { useBackCloses } from './use-back-closes'

type Props = {
  /** Accessible name of the sheet, and its heading unless it is `full`. */
  title: string
  /** Called once it is closed and its entry in the history is gone: it may navigate. */
  onClose: () => void
  /** Fills the window with a dark background, for a picture. */
  full?: boolean
  children: (close: () => void) => ReactNode
}

/**
 * A modal sheet at the bottom of the window. It uses the native dialog, which traps and restores focus and closes on Escape;
 * the phone's back closes it as well. As it opens and closes, the second tap of a double tap is ignored.
 */
export function Sheet({ title, onClose, full, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => dialog.current?.open && dialog.current.close()
  const leave = useBackCloses(close)
  useQuietStart()
  useEffect(() => {
    const shown = dialog.current
    if (shown) void showModal(shown).then(() => keepActAway(shown))
    return quieten
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a tap beside the sheet closes it; by keyboard Escape does
    <dialog
      ref={dialog}
      aria-label={title}
      className={full ? styles.full : styles.sheet}
      onClose={() => {
        quieten()
        leave(onClose)
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {full ? (
        children(close)
      ) : (
        <div className={styles.body}>
          <header className={styles.head}>
            <h2>{title}</h2>
            <button type="button" className={styles.close} aria-label="关闭" onClick={close}>
              <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                <path d="M5 5l14 14M19 5L5 19" stroke="currentColor" strokeWidth="2" />
              </svg>
            </button>
          </header>
          {children(close)}
        </div>
      )}
    </dialog>
  )
}
