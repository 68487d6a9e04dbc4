'use client'

import { MenuOutlined } from '@ant-design/icons'
import { Drawer } from 'antd'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { ShortcutHelp } from '@/components/ui/keys/shortcut-help'
import { ActorProvider, type ConsoleActor } from './actor-context'
import styles from './shell.module.css'
import { type QueueCounts, SideMenu } from './side-menu'
import { SignInAgain } from './sign-in-again'
import { UserMenu } from './user-menu'

type Props = {
  actor: ConsoleActor
  /** Number of entries in each queue, shown in the menu. */
  counts: QueueCounts
  /** What the officer must know on every page, in the header. */
  notice?: ReactNode
  children: ReactNode
}

/** Frame of every console page: skip link, header, menu by role, the page itself. */
export function ConsoleShell({ actor, counts, notice, children }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <ActorProvider actor={actor}>
      <a href="#main" className={styles.skip}>
        跳到主要内容
      </a>
      <header className={styles.header}>
        <button type="button" className={styles.burger} aria-label="打开菜单" onClick={() => setOpen(true)}>
          <MenuOutlined aria-hidden />
        </button>
        <Link href="/" prefetch={false} className={styles.product}>
          非道路移动机械环保登记
        </Link>
        <span className={styles.spacer}>{notice}</span>
        <span className={styles.where}>{actor.bureauName}</span>
        <ShortcutHelp className={styles.headerButton} />
        <UserMenu />
      </header>
      <div className={styles.body}>
        <div className={styles.side}>
          <SideMenu counts={counts} />
        </div>
        <main id="main" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
      <Drawer placement="left" size={240} title="菜单" open={open} onClose={() => setOpen(false)}>
        <SideMenu counts={counts} onNavigate={() => setOpen(false)} />
      </Drawer>
      <SignInAgain />
    </ActorProvider>
  )
}
