'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Confirm } from '@/components/mobile/confirm'
import { useOnlineAgain } from '@/components/mobile/use-online-again'
import { ApiError } from '@/lib/client/api-error'
import { pathLabel } from '@/lib/features/content/rules/display'
import styles from './form.module.css'
import { type Faults, useForm } from './form-context'
import { placeOfPath } from './places'
import { StepFrame } from './step-frame'
import { SummarySections } from './summary-sections'

/** Step 5, 完成: overview of all values, list of faults, and 提交 (manual, 第五步), which asks before it submits. */
export function SummaryStep({ onSubmitted }: { onSubmitted: (shown: ReactNode) => void }) {
  const { host, draft, view, check } = useForm()
  const [refusal, setRefusal] = useState<{ faults: Faults; message: string; notYet?: true } | null>(null)
  const [asking, setAsking] = useState(false)
  const missing = { ...check(), ...refusal?.faults }
  const complete = Object.keys(missing).length === 0

  const submission = useMutation({
    mutationFn: () => host.submit(draft),
    onMutate: () => setRefusal(null),
    onSuccess: onSubmitted,
    onError: (error) => {
      if (!(error instanceof ApiError)) throw error
      const message =
        error.code === 'NETWORK' ? '未联网，没有提交。填写的内容已保存，联网后请再提交。' : error.message
      setRefusal({ faults: error.fieldMessages, message })
    },
  })
  useOnlineAgain(() => {
    if (submission.error instanceof ApiError && submission.error.code === 'NETWORK') setRefusal(null)
  })
  const busy = submission.isPending || submission.isSuccess
  const submit = () => {
    if (busy) return
    if (Object.keys(check()).length > 0) {
      setRefusal({ faults: {}, message: '还有内容需要填写或修改，请先补齐' })
      return
    }
    if (host.notYet) setRefusal({ faults: {}, message: host.notYet, notYet: true })
    else if (host.Question) setAsking(true)
    else submission.mutate()
  }
  // What had to be done first may be done by now, or the next thing may be lacking.
  const told = refusal?.notYet ? host.notYet : refusal?.message
  const pendingPhotos = view.record.photos.length
  return (
    <StepFrame title="完成" next={busy ? '正在提交…' : '提交'} onNext={submit} busy={busy}>
      {told && (
        <p role="alert" className={styles.box}>
          {told}
        </p>
      )}
      {complete && <p className={styles.note}>请检查填写的信息，所有能填报的信息填报以后就可以提交了。</p>}
      {busy && pendingPhotos > 0 && <StillUploading photos={pendingPhotos} />}
      {!complete && <Missing faults={missing} />}
      {host.beforeSubmit}
      {host.BeforeSubmit && <host.BeforeSubmit draft={draft} />}
      <SummarySections />
      {asking && host.Question && (
        <Confirm
          title="提交这条登记？"
          act="提交"
          // What was refused stands on the page, so the question goes in any case.
          onAct={() => submission.mutateAsync().catch(() => undefined)}
          onClose={() => setAsking(false)}
        >
          <host.Question draft={draft} />
          {busy && pendingPhotos > 0 && <StillUploading photos={pendingPhotos} />}
        </Confirm>
      )}
    </StepFrame>
  )
}

function StillUploading({ photos }: { photos: number }) {
  return <p role="status">还有 {photos} 张照片正在上传，上传完后自动提交，请不要关闭页面。</p>
}

/** List of faults, each linked to its field. */
function Missing({ faults }: { faults: Faults }) {
  const { go } = useForm()
  return (
    <section aria-label="需要填写或修改" className={styles.card}>
      <h3 className={styles.sub}>需要填写或修改（{Object.keys(faults).length} 处）</h3>
      <ul className={styles.missing}>
        {Object.entries(faults).map(([path, message]) => (
          <li key={path}>
            <button type="button" onClick={() => go(placeOfPath(path), path)}>
              {message.includes(pathLabel(path)) ? message : `${pathLabel(path)}：${message}`}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
