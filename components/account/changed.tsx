import Link from 'next/link'
import type { ReactNode } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import account from './account.module.css'

/** In place of the form, once the account has been changed. */
export function Changed({ children }: { children: ReactNode }) {
  return (
    <>
      <p role="status" className={account.good}>
        {children}
      </p>
      <p className={blocks.links}>
        <Link href="/m/me" prefetch={false} className={blocks.whole}>
          回到我的账号
        </Link>
      </p>
    </>
  )
}
