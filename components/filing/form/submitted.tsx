'use client'

import Button from 'antd-mobile/es/components/button'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { spokenNumber } from '@/lib/core/filing-number'
import { dueDay } from '@/lib/features/filing/rules/progress'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import styles from './form.module.css'

/** Shown after submission: the number to quote, the date of the decision; 确认 closes the form (manual, 第五步). */
export function Submitted({ filing: { number, dueAt } }: { filing: FilingDto }) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    window.scrollTo(0, 0)
  }, [])
  return (
    <MobilePage
      title="机械登记流程"
      footer={
        <Button color="primary" onClick={() => router.push('/m/filings')}>
          确认
        </Button>
      }
    >
      <div className={styles.success}>
        <svg viewBox="0 0 48 48" width="64" height="64" aria-hidden="true">
          <circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" strokeWidth="3" />
          <path d="m14 24 7 7 13-14" fill="none" stroke="currentColor" strokeWidth="3" />
        </svg>
        <h2 ref={heading} tabIndex={-1}>
          提交成功
        </h2>
        <p>登记信息已提交，进入审核环节。审核进展可在编码登记进展中查看。</p>
        <dl className={styles.receipt}>
          <div>
            <dt>查询号</dt>
            <dd>{spokenNumber(number)}</dd>
          </div>
          {dueAt && (
            <div>
              <dt>预计审核完成</dt>
              <dd>{dueDay(dueAt)}前</dd>
            </div>
          )}
        </dl>
      </div>
    </MobilePage>
  )
}
