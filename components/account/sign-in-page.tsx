'use client'

import Link from 'next/link'
import { MobilePage } from '@/components/mobile/mobile-page'
import { NativeSignInSlot } from '@/components/wechat/wechat-slot'
import { SignInForm } from './sign-in-form'
import { useEntry } from './use-entry'

/** 登录. @param next path opened after signing in */
export function SignInPage({ next }: { next: string }) {
  const enter = useEntry()
  const query = `?next=${encodeURIComponent(next)}`
  return (
    <MobilePage title="登录" back="/m">
      <NativeSignInSlot />
      <SignInForm
        onDone={() => enter(next)}
        links={
          <>
            <Link href={`/m/forgot${query}`} prefetch={false}>
              忘记密码
            </Link>
            <Link href={`/m/register${query}`} prefetch={false}>
              没有账号，去注册
            </Link>
          </>
        }
      />
    </MobilePage>
  )
}
