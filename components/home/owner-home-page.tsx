'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ElderSwitch } from '@/components/mobile/elder-switch'
import { useQuietStart } from '@/components/mobile/quiet'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import styles from './owner-home-page.module.css'

const ENTRIES = [
  { href: '/m/filings/new', title: '编码登记', text: '填报机械信息，申请环保登记号码' },
  { href: '/m/batch', title: '批量登记', text: '一次登记多台：填表格、传照片、一起提交' },
  { href: '/m/filings', title: '编码登记进展', text: '查看审核进展、领取码，修改退回的登记' },
  { href: '/m/changes', title: '信息变更', text: '机主、使用地点、加装 DPF 等变更，注销' },
  { href: '/m/machines', title: '我的机械', text: '电子信息采集卡与办理记录' },
  { href: '/m/notices', title: '通知', text: '审核结果与提醒' },
  { href: '/m/guide', title: '铭牌说明', text: '各种铭牌是什么、在机械的什么位置' },
] as const

type Props = {
  /** Badges beside entry titles, by the `href` of the entry; filled in after the page has rendered. */
  badges?: Record<string, ReactNode>
  /** What waits for whoever is signed in; filled in likewise. */
  next?: ReactNode
  /** What only the host of the page offers; filled in likewise. */
  tools?: ReactNode
}

/** Home page of the owners: the same for everybody, so that it renders before any script has run. */
export function OwnerHomePage({ badges = {}, next, tools }: Props) {
  const session = useOwnerSession()
  useQuietStart()
  return (
    <div className={styles.home}>
      <header className={styles.head}>
        <h1>非道路移动机械环保信息采集</h1>
        <p>机械机主和机械所有单位的编码登记与信息变更</p>
        <nav className={styles.account} aria-label="账号">
          {session ? (
            <Link href="/m/me" prefetch={false}>
              我的账号
            </Link>
          ) : (
            <>
              <Link href="/m/sign-in" prefetch={false}>
                登录
              </Link>
              <Link href="/m/register" prefetch={false}>
                注册
              </Link>
            </>
          )}
          <ElderSwitch className={styles.elder} />
        </nav>
      </header>
      <main>
        {next}
        {tools}
        <ul className={styles.entries}>
          {ENTRIES.map(({ href, title, text }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className={styles.entry}>
                <strong>
                  {title}
                  {badges[href]}
                </strong>
                <span>{text}</span>
              </Link>
            </li>
          ))}
        </ul>
      </main>
    </div>
  )
}
