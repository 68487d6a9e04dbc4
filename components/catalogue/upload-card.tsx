'use client'

import { UploadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useRouter } from 'next/navigation'
import { type DragEvent, useRef, useState } from 'react'
import { uploadImportMutation } from '@/lib/features/catalogue/api'
import { MAX_IMPORT_BYTES } from '@/lib/features/catalogue/schema'
import styles from './catalogue.module.css'

const TEMPLATE = '/api/console/catalogue/template'

/** Uploads one file, chosen or dropped, and opens the page of its import. */
export function UploadCard() {
  const input = useRef<HTMLInputElement>(null)
  const { send, progress, busy, fault } = useUpload()
  const [over, setOver] = useState(false)

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!busy) send(event.dataTransfer.files[0])
  }
  return (
    <section
      aria-label="上传文件"
      className={`${styles.card} ${styles.drop} ${over ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label="目录文件"
        accept=".xlsx,.csv"
        onChange={(event) => {
          send(event.target.files?.[0])
          // Lets the same file be chosen again once it is corrected.
          event.target.value = ''
        }}
      />
      <Button
        type="primary"
        icon={<UploadOutlined aria-hidden />}
        loading={busy}
        onClick={() => input.current?.click()}
      >
        {busy ? '正在上传' : '选择文件'}
      </Button>
      <span className={styles.soft}>
        或把文件拖到这里。支持 .xlsx、.csv，不超过 50 MB、20 万行；下载模板：
        <a href={`${TEMPLATE}/template.xlsx`}>Excel 模板</a>、
        <a href={`${TEMPLATE}/template.csv`}>CSV 模板</a>
      </span>
      {busy && (
        <Progress percent={Math.floor(progress * 100)} aria-label="上传进度" className={styles.line} />
      )}
      {fault && <Alert role="alert" type="error" showIcon title={fault} className={styles.line} />}
    </section>
  )
}

function useUpload() {
  const router = useRouter()
  const [progress, setProgress] = useState(0)
  const [tooLarge, setTooLarge] = useState(false)
  const upload = useMutation(uploadImportMutation(setProgress))

  function send(file: File | undefined): void {
    if (!file) return
    setTooLarge(file.size > MAX_IMPORT_BYTES)
    upload.reset()
    if (file.size > MAX_IMPORT_BYTES) return
    setProgress(0)
    upload.mutate(file, { onSuccess: ({ id }) => router.push(`/admin/catalogue/imports/${id}`) })
  }
  const fault = tooLarge ? '文件不能超过 50 MB，请拆成几个文件' : upload.error?.message
  // Busy until the page of the import is shown.
  return { send, progress, busy: upload.isPending || upload.isSuccess, fault }
}
