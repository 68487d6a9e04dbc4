'use client'

import Button from 'antd-mobile/es/components/button'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import styles from './form.module.css'

/** Shown after submission; 确认 closes the form (manual, 第五步). */
export function Submitted() {
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
      </div>
    </MobilePage>
  )
}
