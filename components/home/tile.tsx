import Link from 'next/link'
import type { ReactNode } from 'react'
import styles from './workbench.module.css'

type Props = {
  href: string
  name: string
  /** How much waits there; `…` until it is known. Of what is not counted: left out. */
  figure?: number | '…'
  late?: boolean
  children: ReactNode
}

/** A place to work at. @param children hints, a line each */
export function Tile({ href, name, figure, late = false, children }: Props) {
  return (
    <li>
      <Link href={href} prefetch={false} className={late ? styles.late : styles.tile}>
        {figure !== undefined && <span className={styles.figure}>{figure}</span>}
        <span className={styles.name}>{name}</span>
        {children}
      </Link>
    </li>
  )
}

export function TileHint({ children }: { children: ReactNode }) {
  return <span className={styles.hint}>{children}</span>
}
