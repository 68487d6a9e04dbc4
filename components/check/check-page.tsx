import type { ReactNode } from 'react'
import css from './check.module.css'

/** Frame of the public page: no script of its own, light enough for a phone at a building site. */
export function CheckPage({ children }: { children: ReactNode }) {
  return (
    <div className={css.page}>
      <header className={css.head}>非道路移动机械环保登记核验</header>
      <main className={css.main}>{children}</main>
      <footer className={css.foot}>信息来自生态环境部门的登记记录，不含机主个人信息。</footer>
    </div>
  )
}
