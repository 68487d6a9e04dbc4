'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { ActorProvider, type ConsoleActor } from '@/components/shell/actor-context'
import { SignInAgain } from '@/components/shell/sign-in-again'
import { signOut } from '@/lib/client/staff-sign-in'
import type { SetUp } from '@/lib/core/actor'
import { KeysCard } from './keys-card'
import { PasswordCard } from './password-card'
import { SecondFactorCard } from './second-factor-card'
import styles from './sign-in.module.css'

const WHY: Record<SetUp, string> = {
  PASSWORD: '首次登录，或者密码由安全管理员设定、已到更换期限：请先换成只有您自己知道的密码。',
  FACTOR: '您的角色必须启用二次验证，启用后才能办理业务。动态口令和安全密钥，启用一种即可。',
}

/** The first thing after a sign-in with a password that must be changed, or without the second factor that the role needs. */
export function SetUpPage({ step, actor }: { step: SetUp; actor: ConsoleActor }) {
  const router = useRouter()
  const leave = useMutation({ mutationFn: signOut, onSettled: () => window.location.assign('/login') })
  return (
    <ActorProvider actor={actor}>
      <main className={styles.page}>
        <div className={styles.setUp}>
          <h1 className={styles.title}>{actor.name}，请先完成登录设置</h1>
          <Alert type="info" showIcon title={WHY[step]} style={{ margin: '12px 0 16px' }} />
          {step === 'PASSWORD' ? (
            <PasswordCard onDone={router.refresh} />
          ) : (
            <div className={styles.factors}>
              <SecondFactorCard enabled={false} onDone={router.refresh} />
              <KeysCard onDone={router.refresh} />
            </div>
          )}
          <Button type="link" loading={leave.isPending} onClick={() => leave.mutate()}>
            退出登录
          </Button>
        </div>
      </main>
      <SignInAgain />
    </ActorProvider>
  )
}
