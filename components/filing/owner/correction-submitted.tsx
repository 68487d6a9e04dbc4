'use client'

import Link from 'next/link'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'

/** Shown after 提交修改. */
export function CorrectionSubmitted({ id }: { id: string }) {
  return (
    <MobilePage title="备案修改" back="/m/filings">
      <section className={styles.box}>
        <div role="status">
          <h2 className={styles.status} data-tone="good">
            修改已提交
          </h2>
        </div>
        <p>生态环境部门将重新审核，结果会在编码登记进展和通知中告知您。</p>
        <div className={styles.acts}>
          <Link href="/m/filings" prefetch={false} className={styles.wide}>
            查看编码登记进展
          </Link>
          <Link href={`/m/filings/${id}`} prefetch={false} className={`${styles.wide} ${styles.plain}`}>
            查看这条登记
          </Link>
        </div>
      </section>
    </MobilePage>
  )
}
