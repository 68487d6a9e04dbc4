'use client'

import Button from 'antd-mobile/es/components/button'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ApiError, isNotFound } from '@/lib/client/api-error'
import blocks from './blocks.module.css'
import styles from './mobile.module.css'

/** Shown while a page or list loads. */
export function Loading({ label = '正在加载…' }: { label?: string }) {
  return (
    <div role="status" className={styles.state}>
      <span className={styles.spinner} aria-hidden="true" />
      <p>{label}</p>
    </div>
  )
}

/** Empty state: why there is nothing, and the next step. */
export function Empty({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      <div className={styles.stateTitle}>{title}</div>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  )
}

/** Asking again would not find it either. */
function Missing() {
  return (
    <Empty
      title="没有找到"
      hint="链接可能不完整，或者内容已经删除、不属于您的账号。"
      action={
        <Link href="/m" className={blocks.wide}>
          返回首页
        </Link>
      }
    />
  )
}

/** Error state: message, request id to quote to support, and a retry button. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const known = error instanceof ApiError
  if (isNotFound(error)) return <Missing />
  const number = known ? error.problem.requestId : undefined
  return (
    <div role="alert" className={styles.state}>
      <div className={styles.stateTitle}>{known ? error.problem.title : '页面没有正常打开'}</div>
      <p>{known ? error.message : '系统出现问题，请稍后再试'}</p>
      {number && <p>问题编号：{number}</p>}
      {onRetry && (
        <Button color="primary" fill="outline" onClick={() => void onRetry()}>
          重试
        </Button>
      )}
    </div>
  )
}
