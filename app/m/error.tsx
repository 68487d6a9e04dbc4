'use client'

import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Empty } from '@/components/mobile/states'

/** A fault in an owner's page: what is safe, how to go on, and the number to quote. */
export default function OwnerError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <MobilePage title="页面出错" back="/m">
      <Empty
        title="页面没有正常打开"
        hint={`看到过“已保存”的内容不会丢失，请重新加载；仍打不开的，请稍后再试。${error.digest ? `（编号 ${error.digest}）` : ''}`}
        action={
          <div className={blocks.acts}>
            <button type="button" className={blocks.wide} onClick={reset}>
              重新加载
            </button>
            <Link href="/m" className={`${blocks.wide} ${blocks.plain}`}>
              返回首页
            </Link>
          </div>
        }
      />
    </MobilePage>
  )
}
