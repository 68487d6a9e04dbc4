'use client'

import { Alert } from 'antd'
import { useRouter } from 'next/navigation'
import { SignInForm } from '@/components/shell/sign-in-form'
import styles from './sign-in.module.css'

/**
 * @param next path of this site to return to
 * @param expired a previous session has ended
 */
export function SignInPage({ next, expired }: { next: string; expired: boolean }) {
  const router = useRouter()
  const onDone = () => {
    router.replace(next)
    router.refresh()
  }
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.title}>非道路移动机械环保登记</h1>
        <p className={styles.subtitle}>工作人员登录</p>
        {expired && (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 16 }}
            title="登录已失效，请重新登录，登录后回到原来的页面。"
          />
        )}
        <SignInForm onDone={onDone} />
        <p className={styles.help}>忘记密码，或多次填错、暂停尝试的，请联系安全管理员。</p>
      </div>
    </main>
  )
}
