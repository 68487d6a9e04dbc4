'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { More } from '@/components/mobile/more'
import { ApiError } from '@/lib/client/api-error'
import {
  type ArchiveProgress,
  addArchivesMutation,
  archivesQuery,
  batchRowsChanged,
  downloadMissing,
  photosLeftQuery,
} from '@/lib/features/batch/api'
import { NAMING_WORDS } from '@/lib/features/batch/rules/photo-name'
import { PHOTO_OUTCOME_LABELS } from '@/lib/features/batch/rules/states'
import { type BatchArchive, MAX_ARCHIVE_BYTES } from '@/lib/features/batch/schema'
import styles from './batch.module.css'
import { DownloadButton } from './download-button'

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
        照片多的分成几个压缩包（如每 20
        台一个），一次选好，会一个接一个上传；每台的照片可以在不同的压缩包里，传过的再传也不会重复。
      </p>
      <p className={blocks.hint}>
        认不准是哪一台的照片不会放入，会列在下面。不方便打包的，也可以用手机在各台的“补充资料”里拍照。
      </p>
      <AddArchives batchId={batchId} />
      <DownloadButton onDownload={() => downloadMissing(batchId)}>下载还缺什么 (.xlsx)</DownloadButton>
      {all.map((archive) => (
        <ArchiveState key={archive.id} archive={archive} />
      ))}
      <More pages={archives} />
      {all.length > 0 && <PhotosLeft batchId={batchId} stamp={stamp} />}
    </section>
  )
}

function AddArchives({ batchId }: { batchId: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<ArchiveProgress>()
  const [tooLarge, setTooLarge] = useState<string[]>([])
  const add = useMutation(addArchivesMutation(batchId, setProgress))
  const send = (files: readonly File[]) => {
    if (files.length === 0 || add.isPending) return
    const large = files.filter(({ size }) => size > MAX_ARCHIVE_BYTES).map(({ name }) => name)
    setTooLarge(large)
    add.reset()
    if (large.length === 0) add.mutate(files)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="照片压缩包"
        accept=".zip"
        onChange={({ target }) => {
          send([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <button
        type="button"
        className={`${blocks.wide} ${blocks.plain}`}
        disabled={add.isPending}
        onClick={() => input.current?.click()}
      >
        {add.isPending ? sendingText(progress) : `选择照片压缩包 (.zip，每个不超过 ${MAX_MB} MB，可选多个)`}
      </button>
      {add.isPending && <p className={blocks.hint}>上传完以前请不要离开本页；已传完的不受影响。</p>}
      {(tooLarge.length > 0 || add.error) && (
        <p role="alert" className={blocks.alert}>
          {tooLarge.length > 0
            ? `没有上传：${tooLarge.join('、')} 超过 ${MAX_MB} MB，请拆成几个压缩包（如每 20 台一个）`
            : failureText(add.error, progress)}
        </p>
      )}
    </>
  )
}

function sendingText(progress: ArchiveProgress | undefined): string {
  if (!progress) return '正在上传…'
  const { place, of, share } = progress
  const which = of > 1 ? `第 ${place} 个，共 ${of} 个，` : ''
  return share === 0 ? `正在上传：${which}等待前面的处理…` : `正在上传：${which}${Math.floor(share * 100)}%…`
}

function failureText(error: Error | null, progress: ArchiveProgress | undefined): string {
  const message = error instanceof ApiError ? error.message : '没有上传成功，请稍后再试'
  if (!progress || progress.of === 1) return message
  return `第 ${progress.place} 个压缩包“${progress.name}”没有传完：${message}。前面的已经收到；请从这一个起再选一次`
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
