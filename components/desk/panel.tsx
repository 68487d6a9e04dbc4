import type { ReactNode } from 'react'
import styles from './panel.module.css'

type PanelProps = {
  title: ReactNode
  /** Accessible name of the panel. */
  label?: string
  /** Right of the title: a count, a link, a button. */
  aside?: ReactNode
  children?: ReactNode
}

/** One framed group of facts under its heading. */
export function Panel({ title, label, aside, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={label}>
      <h2>
        {title}
        {aside}
      </h2>
      {children}
    </section>
  )
}

/** Facts in two columns, each a `Fact`. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

type FactProps = {
  label: ReactNode
  /** Spans both columns. */
  wide?: boolean
  /** A number that is compared sign by sign: figures and letters of one width; `wide`, so that it is not broken. */
  code?: boolean
  /** Why it is highlighted: changed since the last submission, doubted by a check, or marked by the officer. */
  tone?: 'changed' | 'doubted' | 'marked'
  /** It is pointed at on the photo. */
  lit?: boolean
  pointer?: { onMouseEnter: () => void; onMouseLeave: () => void }
  /** Buttons right of the value. */
  tools?: ReactNode
  children: ReactNode
}

export function Fact({ label, wide, code, tone, lit, pointer, tools, children }: FactProps) {
  const looks = [wide && styles.wide, code && styles.code, lit && styles.lit, tone && styles[tone]]
  const names = [styles.fact, ...looks].filter(Boolean)
  return (
    // The keys of the desk move between the facts.
    <div className={names.join(' ')} data-fact tabIndex={-1} {...pointer}>
      <dt>{label}</dt>
      {tools === undefined ? (
        <dd>{children}</dd>
      ) : (
        <dd className={styles.filled}>
          <span className={styles.value}>{children}</span>
          <span className={styles.tools}>{tools}</span>
        </dd>
      )}
    </div>
  )
}

/** Muted text beside the facts: a time, a unit, "not filled in". */
export function Quiet({ children }: { children: ReactNode }) {
  return <span className={styles.quiet}>{children}</span>
}
