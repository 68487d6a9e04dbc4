import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Empty } from '@/components/mobile/states'

/** An owner's address that leads nowhere, with the ways on. */
export default function OwnerNotFound() {
  return (
    <MobilePage title="没有这个页面" back="/m">
      <Empty
        title="没有找到这个页面"
        hint="链接可能不完整，或者内容已经删除。"
        action={
          <div className={blocks.acts}>
            <Link href="/m" className={blocks.wide}>
              返回首页
            </Link>
            <Link href="/m/filings" prefetch={false} className={`${blocks.wide} ${blocks.plain}`}>
              编码登记进展
            </Link>
          </div>
        }
      />
    </MobilePage>
  )
}
