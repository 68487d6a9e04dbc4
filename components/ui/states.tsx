'use client'

import { Button, Empty as EmptyPicture, Result, Spin } from 'antd'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ApiError, isNotFound } from '@/lib/client/api-error'

/** Placeholder while a page or list is loading. */
export function Loading({ label = '正在加载…' }: { label?: string }) {
  return (
    <div role="status" style={{ padding: 48, textAlign: 'center' }}>
      <Spin aria-hidden />
      <p style={{ marginTop: 12, color: 'var(--ink-soft)' }}>{label}</p>
    </div>
  )
}

/** Explains why there is nothing, and offers the next step. */
export function Empty({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <EmptyPicture
      image={EmptyPicture.PRESENTED_IMAGE_SIMPLE}
      styles={{ root: { padding: '24px 16px', margin: 0 } }}
      description={
        <>
          <strong style={{ color: 'var(--ink)' }}>{title}</strong>
          {hint && <div style={{ color: 'var(--ink-soft)' }}>{hint}</div>}
        </>
      }
    >
      {action}
    </EmptyPicture>
  )
}

type FailedProps = { error: unknown; onRetry?: () => unknown; requestId?: string }

/** Error message, the request number to quote to support, and a retry button. */
export function Failed({ error, onRetry, requestId }: FailedProps) {
  if (error instanceof ApiError && error.problem.status === 403) return <NotAllowed />
  const isApiError = error instanceof ApiError
  const number = isApiError ? error.problem.requestId : requestId
  return (
    <div role="alert">
      <Result
        status="error"
        icon={null}
        title={isApiError ? error.problem.title : '页面没有正常打开'}
        subTitle={
          <>
            <div>{isApiError ? error.message : '系统出现问题，请稍后再试'}</div>
            {number && <div>问题编号：{number}</div>}
          </>
        }
        extra={
          onRetry && (
            <Button type="primary" onClick={onRetry}>
              重试
            </Button>
          )
        }
      />
    </div>
  )
}

/** As `Failed` for a page's own subject: without it there is no page, and trying again does not help. */
export function FailedPage(props: FailedProps) {
  if (isNotFound(props.error)) notFound()
  return <Failed {...props} />
}

export function NotAllowed() {
  return (
    <Result
      icon={null}
      title={<h1 style={{ fontSize: 22 }}>您没有权限打开这个页面</h1>}
      subTitle="需要使用时，请联系安全管理员调整您的角色。"
      extra={<Button href="/">返回工作台</Button>}
    />
  )
}
