'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { OwnerImage } from '@/components/mobile/owner-image'
import { ApiError } from '@/lib/client/api-error'
import { PictureError, shrinkPicture } from '@/lib/client/shrink-picture'
import {
  assistedKeys,
  assistedQuery,
  attachStatement,
  statementUrl,
} from '@/lib/features/assisted/api/assisted'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import type { Draft } from '@/lib/features/draft/api/draft'
import styles from './assisted.module.css'

const POLL_MS = 1_000

type Statement = AssistedFiling['statement']

const TITLES: Record<Statement['state'], string> = {
  NONE: '确认书还没有打印',
  PRINTED: '确认书已打印，等待签字',
  CHANGED: '打印之后内容有改动，须重新打印并签字',
  // Any picture can be uploaded: the reviewer looks at it.
  SIGNED: '已上传签字页照片（未核对）',
}

/** Why it may not be submitted yet; null: it is signed, and of what is entered now. */
export function statementLacks({ state }: Statement): string | null {
  if (state === 'SIGNED') return null
  return state === 'PRINTED' ? '请先上传机主签字后的确认书照片' : '请先打印确认书，由机主签字后上传照片'
}

/**
 * The statement that the owner signs: print it (what is entered is sent first, so that the paper says the same), then take
 * or choose the photo of the signed one.
 */
export function StatementBox({ draft, assisted }: { draft: Draft; assisted: AssistedFiling }) {
  const { filing, statement } = assisted
  const client = useQueryClient()
  const [fault, setFault] = useState<string | null>(null)
  // The paper's own window covers this one: read until its print is recorded.
  const [printedBefore, setPrintedBefore] = useState<string | null | undefined>(undefined)
  useQuery({
    ...assistedQuery(filing.id),
    refetchInterval: printedBefore === statement.printedAt ? POLL_MS : false,
    refetchIntervalInBackground: true,
  })
  const reload = () => client.invalidateQueries({ queryKey: assistedKeys.detail(filing.id) })
  const print = useMutation({
    mutationFn: async () => {
      // Opened at once, as an answer to the click; what it shows comes when everything is sent.
      const paper = window.open('', '_blank')
      try {
        await draft.flush()
      } catch (error) {
        paper?.close()
        throw error
      }
      if (paper) paper.location.href = statementUrl(filing.id)
      else window.location.assign(statementUrl(filing.id))
    },
    onMutate: () => {
      setFault(null)
      setPrintedBefore(statement.printedAt)
    },
    onError: (error) => {
      setPrintedBefore(undefined)
      setFault(`没有打印：${error.message}`)
    },
  })
  const attach = useMutation({
    mutationFn: async (file: File) => {
      const picture = await shrinkPicture(file)
      return attachStatement(filing.id, { file: picture, name: picture.name })
    },
    onMutate: () => setFault(null),
    onSuccess: (next) => client.setQueryData(assistedKeys.detail(filing.id), next),
    onError: (error) => {
      const words = error instanceof ApiError ? Object.values(error.fieldMessages)[0] : undefined
      setFault(error instanceof PictureError ? error.message : `没有上传：${words ?? error.message}`)
      void reload()
    },
  })
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file) attach.mutate(file)
    target.value = ''
  }
  const tone = statement.state === 'CHANGED' ? 'warn' : undefined
  return (
    <section className={styles.box} data-tone={tone} aria-label="签字确认书" onFocus={() => void reload()}>
      <h3 role="status">{TITLES[statement.state]}</h3>
      <p className={styles.quiet}>
        打印确认书，请机主逐项核对后签字，再上传签字页的照片。签字后改动内容，须重新打印签字。
      </p>
      <div className={styles.steps}>
        <button type="button" disabled={print.isPending} onClick={() => print.mutate()}>
          {statement.state === 'NONE' ? '打印确认书' : '重新打印确认书'}
        </button>
        <label>
          <input
            type="file"
            className="visually-hidden"
            accept="image/jpeg,image/png,image/webp,image/heic,.heic"
            disabled={attach.isPending}
            onChange={pick}
            aria-label="上传签字后的确认书照片"
          />
          {attach.isPending ? '正在上传…' : statement.state === 'SIGNED' ? '换一张照片' : '上传签字后的照片'}
        </label>
        {statement.thumbnailUrl && statement.url && statement.state === 'SIGNED' && (
          <a href={statement.url} target="_blank" rel="noopener" aria-label="查看签字后的确认书">
            <span className={styles.signed}>
              <OwnerImage source={statement.thumbnailUrl} alt="签字后的确认书" />
            </span>
          </a>
        )}
      </div>
      {fault && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </section>
  )
}
