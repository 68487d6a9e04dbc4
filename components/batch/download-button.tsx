'use client'

import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { ApiError } from '@/lib/client/api-error'

/** Downloads a file; says so when it failed. */
export function DownloadButton({
  onDownload,
  children,
}: {
  onDownload: () => Promise<void>
  children: ReactNode
}) {
  const download = useMutation({ mutationFn: onDownload })
  return (
    <>
      <button
        type="button"
        className={`${blocks.wide} ${blocks.plain}`}
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        {download.isPending ? '正在下载…' : children}
      </button>
      {download.error && (
        <p role="alert" className={blocks.alert}>
          {download.error instanceof ApiError ? download.error.message : '没有下载成功，请稍后再试'}
        </p>
      )}
    </>
  )
}
