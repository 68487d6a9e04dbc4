import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import styles from './desk-header.module.css'

type Props = {
  title: ReactNode
  /** The title is a registration number: larger, with figures of one width. */
  number?: boolean
  /** Accessible name of the back button. */
  backLabel: string
  onBack: () => void
  /** Tags and links beside the title; last, in `DeskAbout`, secondary information. */
  children: ReactNode
}

/** Header of a review desk: what is reviewed, and its status. */
export function DeskHeader({ title, number, backLabel, onBack, children }: Props) {
  useShortcuts({ back: onBack })
  return (
    <header className={styles.header}>
      <Button
        type="text"
        icon={<ArrowLeftOutlined />}
        aria-label={backLabel}
        title={`${backLabel} (G)`}
        onClick={onBack}
      />
      <h1 className={number ? styles.number : styles.title}>{title}</h1>
      {children}
    </header>
  )
}

/** @param grows pushes what follows to the right end */
export function DeskAbout({ grows, children }: { grows?: boolean; children: ReactNode }) {
  return <span className={grows ? `${styles.about} ${styles.grows}` : styles.about}>{children}</span>
}
