'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import { useOnlineAgain } from '@/components/mobile/use-online-again'
import { ApiError } from '@/lib/client/api-error'
import { spokenNumber } from '@/lib/core/filing-number'
import type { Draft } from '@/lib/features/draft/api/draft'
import { contentOfRecord, photosOfRecord } from '@/lib/features/draft/rules/record'
import { untouchedReasons } from '@/lib/features/filing/rules/correction'
import { CorrectionGroupBox } from './correction-group'
import { CorrectionState } from './correction-state'
import { useCorrection } from './use-correction'

type Props = {
  draft: Draft
  back: string
  /** @throws ApiError */
  submit: (draft: Draft) => Promise<unknown>
  onSubmitted: () => void
  /** What must be done besides, below the corrections. */
  children?: ReactNode
}

/** Fields and photos to correct; saved on each change, submitted together. */
export function CorrectionForm({ draft, back, submit: send, onSubmitted, children }: Props) {
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [confirming, setConfirming] = useState(false)
  const { view, groups, ...shown } = useCorrection(draft, faults)
  const openFields = new Set(groups.flatMap(({ fields }) => fields.map(({ path }) => path)))
  useFocusOnFault(faults)

  const submission = useMutation({
    mutationFn: () => send(draft),
    onSuccess: onSubmitted,
    onError: (error) => setFaults(error instanceof ApiError ? error.fieldMessages : {}),
  })
  // Errors are shown by the form, so the confirmation closes in any case.
  const submit = () => submission.mutateAsync().catch(() => undefined)
  const readings = useReadings()
  const settleAndSubmit = useMutation({
    mutationFn: readings.settled,
    onSuccess: () => setConfirming(true),
  })
  const busy = settleAndSubmit.isPending || submission.isPending
  useOnlineAgain(() => isOffline(submission.error) && submission.reset())
  return (
    <MobilePage
      title="备案修改"
      back={back}
      footer={
        <Button
          block
          color="primary"
          size="large"
          loading={busy}
          disabled={busy || view.state === 'closed'}
          onClick={() => settleAndSubmit.mutate()}
        >
          提交修改
        </Button>
      }
    >
      <CorrectionState view={view} onRetry={draft.wake} />
      {submission.error && (
        <p role="alert" className={styles.alert}>
          {messageOf(submission.error)}
        </p>
      )}
      {groups.map((group) => (
        <CorrectionGroupBox
          key={group.title}
          group={group}
          draft={draft}
          view={view}
          {...shown}
          openFields={openFields}
          faults={{ ...faults, ...view.record.refused }}
          onReading={readings.add}
          onTouch={(path) => setFaults(({ [path]: _, ...rest }) => rest)}
        />
      ))}
      {children}
      {confirming && <SubmitAgain draft={draft} onAct={submit} onClose={() => setConfirming(false)} />}
    </MobilePage>
  )
}

/** Asked before corrections are submitted: whose machine, and what is still as it was returned. */
function SubmitAgain({
  draft,
  onAct,
  onClose,
}: {
  draft: Draft
  onAct: () => Promise<unknown>
  onClose: () => void
}) {
  const untouched = untouchedReasonsOf(draft)
  const { filing } = draft.snapshot().record
  const left = untouched.map(({ text }) => `“${text}”`).join('、')
  return (
    <Confirm
      title={left ? '还有没有修改的内容' : '提交修改？'}
      act={left ? '仍要提交' : '提交修改'}
      onAct={onAct}
      onClose={onClose}
    >
      {left && <p>{left}指出的内容还没有修改，直接提交可能再次被退回。</p>}
      {filing && (
        <p>
          {filing.ownerName} 的登记（查询号 {spokenNumber(filing.number)}）将重新审核，审核以前不能再改。
        </p>
      )}
    </Confirm>
  )
}

/** Tracks chosen photos that are still being resized: not in the draft yet, but part of the submission. */
function useReadings() {
  const pending = useRef<Promise<void>[]>([])
  return {
    add: (reading: Promise<void>) => {
      pending.current.push(reading)
    },
    settled: async () => {
      await Promise.allSettled(pending.current)
      pending.current = []
    },
  }
}

/** Return reasons without any change so far. */
function untouchedReasonsOf(draft: Draft) {
  const { record } = draft.snapshot()
  const { filing } = record
  if (!filing) return []
  const photos = photosOfRecord(record)
  return untouchedReasons(filing, contentOfRecord(record), (slot) =>
    photos.get(slot)?.state === 'stored'
      ? filing.photos.find((stored) => stored.slot === slot)?.photoId
      : 'waiting',
  )
}

function messageOf(error: Error): string {
  if (!(error instanceof ApiError)) return '没有提交成功，请稍后再试。'
  if (isOffline(error)) return '没有连上网络，修改已保存在本机，联网后请再次提交。'
  return error.message
}

function isOffline(error: Error | null): boolean {
  return error instanceof ApiError && error.code === 'NETWORK'
}

/** Focuses the first fault in page order. */
function useFocusOnFault(faults: Record<string, string>): void {
  useEffect(() => {
    const elements = Object.keys(faults).flatMap((path) => document.getElementById(path) ?? [])
    const [first] = elements.sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    )
    first?.focus()
  }, [faults])
}
