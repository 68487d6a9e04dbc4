'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { ApiError } from '@/lib/client/api-error'
import { checkBatchMutation } from '@/lib/features/batch/api'
import { MAX_BATCH_ROWS, MAX_SHEET_BYTES } from '@/lib/features/batch/schema'

const TOO_LARGE = `表格不能超过 ${MAX_SHEET_BYTES / 1024 / 1024} MB，请拆成几个表格`

/** Sends one table to be checked and opens its page. */
export function UploadTable() {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState(0)
  const [tooLarge, setTooLarge] = useState(false)
  const upload = useMutation(checkBatchMutation(setShare))
  const send = (file: File | undefined) => {
    if (!file || upload.isPending) return
    setTooLarge(file.size > MAX_SHEET_BYTES)
    upload.reset()
    setShare(0)
    if (file.size <= MAX_SHEET_BYTES)
      upload.mutate(file, { onSuccess: ({ id }) => router.push(`/m/batch/${id}`) })
  }
  // Busy until the page of the table is shown.
  const busy = upload.isPending || upload.isSuccess
  const fault = tooLarge ? TOO_LARGE : upload.error && messageOf(upload.error)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="填好的表格"
        accept=".xlsx,.csv"
        onChange={({ target }) => {
          send(target.files?.[0])
          // Lets the same file be chosen again once it is corrected.
          target.value = ''
        }}
      />
      <button type="button" className={blocks.wide} disabled={busy} onClick={() => input.current?.click()}>
        {busy ? (share < 1 ? `正在上传 ${Math.floor(share * 100)}%…` : '正在逐行检查…') : '选择表格'}
      </button>
      <p className={blocks.note}>
        .xlsx 或 .csv，不超过 {MAX_SHEET_BYTES / 1024 / 1024} MB、{MAX_BATCH_ROWS} 台。
      </p>
      {fault && (
        <p role="alert" className={blocks.alert}>
          {fault}
        </p>
      )}
    </>
  )
}

const messageOf = (error: Error) => (error instanceof ApiError ? error.message : '没有上传成功，请稍后再试')
