'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { More } from '@/components/mobile/more'
import { ApiError } from '@/lib/client/api-error'
import {
  addArchiveMutation,
  archivesQuery,
  batchRowsChanged,
  photosLeftQuery,
} from '@/lib/features/batch/api'
import { NAMING_WORDS } from '@/lib/features/batch/rules/photo-name'
import { PHOTO_OUTCOME_LABELS } from '@/lib/features/batch/rules/states'
import { type BatchArchive, MAX_ARCHIVE_BYTES } from '@/lib/features/batch/schema'
import styles from './batch.module.css'

const MAX_MB = MAX_ARCHIVE_BYTES / 1024 / 1024

/** Photos of many drafts at once, as an archive whose files are named after machine and kind of photo. */
export function ArchivesBox({ batchId }: { batchId: string }) {
  const archives = useInfiniteQuery(archivesQuery(batchId))
  const all = archives.data?.pages.flatMap(({ data }) => data) ?? []
  const stamp = all.map(({ status, done }) => `${status} ${done}`).join()
  const settled = all.every(({ status }) => status !== 'WAITING')
  const client = useQueryClient()
  useEffect(() => {
    if (settled && stamp !== '') void batchRowsChanged(client, batchId)
  }, [client, batchId, settled, stamp])
  return (
    <section className={blocks.box} aria-label="照片">
      <h2>上传照片</h2>
      <p className={blocks.hint}>
        照片压缩成 ZIP，每张按“机械出厂编号-照片种类”命名，如 SD16AA111446-铭牌.jpg；也可以写行号，如
        第3行-正面.jpg，或每台机械一个文件夹，如 SD16AA111446/铭牌.jpg。照片种类写：{NAMING_WORDS}。
      </p>
      <p className={blocks.hint}>
        认不准是哪一台的照片不会放入，会列在下面。不方便打包的，也可以用手机在各台的“补充资料”里拍照。
      </p>
      <AddArchive batchId={batchId} />
      {all.map((archive) => (
        <ArchiveState key={archive.id} archive={archive} />
      ))}
      <More pages={archives} />
      {all.length > 0 && <PhotosLeft batchId={batchId} stamp={stamp} />}
    </section>
  )
}

function AddArchive({ batchId }: { batchId: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState(0)
  const [tooLarge, setTooLarge] = useState(false)
  const add = useMutation(addArchiveMutation(batchId, setShare))
  const send = (file: File | undefined) => {
    if (!file || add.isPending) return
    setTooLarge(file.size > MAX_ARCHIVE_BYTES)
    setShare(0)
    add.reset()
    if (file.size <= MAX_ARCHIVE_BYTES) add.mutate(file)
  }
  const error = add.error instanceof ApiError ? add.error.message : '没有上传成功，请稍后再试'
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="照片压缩包"
        accept=".zip"
        onChange={({ target }) => {
          send(target.files?.[0])
          target.value = ''
        }}
      />
      <button
        type="button"
        className={`${blocks.wide} ${blocks.plain}`}
        disabled={add.isPending}
        onClick={() => input.current?.click()}
      >
        {add.isPending
          ? `正在上传 ${Math.floor(share * 100)}%…`
          : `选择照片压缩包 (.zip，不超过 ${MAX_MB} MB，可分几次)`}
      </button>
      {(tooLarge || add.error) && (
        <p role="alert" className={blocks.alert}>
          {tooLarge ? `压缩包不能超过 ${MAX_MB} MB，请分成几个压缩包上传` : error}
        </p>
      )}
    </>
  )
}

function ArchiveState({ archive }: { archive: BatchArchive }) {
  const { fileName, status, files, done, attached, failure } = archive
  const waiting = status === 'WAITING'
  return (
    <div className={styles.row}>
      <strong>{fileName}</strong>
      <p role={waiting ? 'status' : undefined}>
        {waiting ? `正在归到各份草稿：${done} / ${files ?? '…'}` : `${files ?? 0} 张，放入 ${attached} 张`}
      </p>
      {waiting && files !== null && <progress value={done} max={Math.max(1, files)} aria-label={fileName} />}
      {failure && <p className={blocks.alert}>{failure}</p>}
    </div>
  )
}

function PhotosLeft({ batchId, stamp }: { batchId: string; stamp: string }) {
  const photos = useInfiniteQuery(photosLeftQuery(batchId, stamp))
  const all = photos.data?.pages.flatMap(({ data }) => data) ?? []
  if (all.length === 0) return null
  return (
    <>
      <h3>没有放入的照片</h3>
      <ul className={styles.remarks}>
        {all.map(({ archive, name, outcome, message }) => (
          <li key={`${archive} ${name}`}>
            {name}（{PHOTO_OUTCOME_LABELS[outcome]}）：{message}
          </li>
        ))}
      </ul>
      <More pages={photos} />
    </>
  )
}
