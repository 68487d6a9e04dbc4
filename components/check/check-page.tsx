import type { ReactNode } from 'react'
import css from './check.module.css'

type Props = { head?: string; foot?: string; children: ReactNode }

/** Frame of the public pages: no script of their own, light enough for a phone at a building site. */
export function CheckPage({
  head = '非道路移动机械环保登记核验',
  foot = '信息来自生态环境部门的登记记录，不含机主个人信息。',
  children,
}: Props) {
  return (
    <div className={css.page}>
      <header className={css.head}>{head}</header>
      <main className={css.main}>{children}</main>
      <footer className={css.foot}>{foot}</footer>
    </div>
  )
}
