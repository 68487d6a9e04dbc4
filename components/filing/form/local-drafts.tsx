'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Confirm } from '@/components/mobile/confirm'
import { Failed } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { ApiError } from '@/lib/client/api-error'
import { chinaTime } from '@/lib/core/clock'
import { closeDraft, openDraft } from '@/lib/features/draft/api/open-drafts'
import { contentOfRecord, type DraftRecord, photosOfRecord } from '@/lib/features/draft/rules/record'
import styles from './form.module.css'
import { useLocalDrafts } from './use-local-drafts'

const UNREAD = {
  status: 0,
  code: 'UNEXPECTED',
  title: '本机草稿没有读到',
  detail: '本机保存的、尚未上传的草稿没有读到，请重试；请不要清除浏览器数据',
}

/** Local drafts that are not (fully) uploaded, shown above the cards of 编码登记进展. */
export function LocalDrafts() {
  const accountId = useOwnerSession()?.accountId ?? ''
  const [deleting, setDeleting] = useState<DraftRecord | null>(null)
  const drafts = useLocalDrafts()
  if (drafts.isError) return <Failed error={new ApiError(UNREAD)} onRetry={() => drafts.refetch()} />
  if (!drafts.data?.length) return null
  return (
    <section aria-label="本机草稿">
      <ul>
        {drafts.data.map((record) => (
          <li key={record.key}>
            <LocalDraft record={record} onDelete={() => setDeleting(record)} />
          </li>
        ))}
      </ul>
      {deleting && (
        <Confirm
          title="删除这份草稿？"
          act="删除"
          danger
          onAct={async () => {
            await closeDraft(await openDraft(accountId, deleting.key))
            await drafts.refetch()
          }}
          onClose={() => setDeleting(null)}
        >
          <p>
            {nameOf(deleting)}（最后填写 {chinaTime(new Date(deleting.changedAt))}
            ）只保存在本机，删除后不能恢复。
          </p>
        </Confirm>
      )}
    </section>
  )
}

function LocalDraft({ record, onDelete }: { record: DraftRecord; onDelete: () => void }) {
  const name = nameOf(record)
  const photos = photosOfRecord(record).size
  const localOnly = record.filing === null
  return (
    <article className={styles.draft}>
      <h2 className={styles.sub}>{localOnly ? '本机草稿（尚未上传）' : '草稿（有内容尚未上传）'}</h2>
      <p>{name}</p>
      <p className={styles.note}>
        最后填写 {chinaTime(new Date(record.changedAt))}
        {photos > 0 && `，照片 ${photos} 张`}
      </p>
      <Link
        href={`/m/filings/${record.filing?.id ?? record.key}/edit`}
        prefetch={false}
        className={styles.go}
      >
        继续填写
      </Link>
      {localOnly && (
        <button type="button" className={styles.link} onClick={onDelete}>
          删除
        </button>
      )}
    </article>
  )
}

function nameOf(record: DraftRecord): string {
  const { plate, machine, engine } = contentOfRecord(record)
  return plate ?? machine.serial ?? engine.serial ?? machine.name ?? '还没有填写编号'
}
