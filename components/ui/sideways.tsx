import type { ReactNode } from 'react'
import styles from './sideways.module.css'

type Props = { label: string; children: ReactNode }

/** What is wider than its place scrolls sideways in it, by keyboard as well, and shows at the edge that more follows. The content needs a transparent ground. */
export function Sideways({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section className={styles.sideways} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
