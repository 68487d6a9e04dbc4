import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Segmented } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { DeskSide } from '@/components/desk/desk-side'
import { useOptions } from '@/components/setting/use-options'
import { ApiError } from '@/lib/client/api-error'
import { previewReasons, returnFaults } from '@/lib/features/filing/rules/return-draft'
import type { ReasonOption } from '@/lib/features/filing/rules/return-suggestions'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { ReasonForm } from './reason-form'
import styles from './return.module.css'
import { ReturnPreview } from './return-preview'
import { type ReturnInput, useReturnDraft } from './use-return-draft'

type Props = {
  open: boolean
  filing: DeskFiling
  reasons: readonly ReasonOption[]
  /** Paths of the fields and photos marked on the desk. */
  marks: readonly string[]
  /** What was entered for a return that was taken back. */
  entered?: ReturnInput
  onClose: () => void
  /** Rejects with the server's error; the panel then stays open. */
  onReturn: (input: ReturnInput) => Promise<unknown>
}

/**
 * 退回重填, beside the photos: several reasons, each with the fields and photos that the owner may then correct and the
 * officer's own words. What is marked on the desk meanwhile is taken over. Closing it or reloading the page loses nothing.
 */
export function ReturnPanel(props: Props) {
  const { open, filing, reasons, marks, entered, onClose, onReturn } = props
  const { draft, change, sent } = useReturnDraft(filing, marks, reasons, entered)
  const { names } = useOptions()
  const [view, setView] = useState<'form' | 'preview'>('form')
  const [faults, setFaults] = useState<Record<string, string>>({})
  const send = useMutation({
    mutationFn: () => onReturn({ reasons: draft.chosen.map(inputOf) }),
    onSuccess: sent,
    onSettled: () => {
      sending.current = false
    },
  })
  // A second press may come before the pending state is rendered.
  const sending = useRef(false)
  const submit = () => {
    const found = returnFaults(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return setView('form')
    if (sending.current) return
    sending.current = true
    send.mutate()
  }
  if (!open) return null
  return (
    <DeskSide>
      <Frame onClose={onClose} onSubmit={submit}>
        <header className={styles.header}>
          <h2>退回重填</h2>
          <Segmented
            size="small"
            value={view}
            options={[
              { value: 'form', label: '原因' },
              { value: 'preview', label: '机主看到的' },
            ]}
            onChange={setView}
          />
        </header>
        <div className={styles.body}>
          {send.error ? <Alert type="error" showIcon title={messageOf(send.error)} /> : null}
          {view === 'form' ? (
            <ReasonForm
              draft={draft}
              options={reasons}
              marks={marks}
              checks={filing.checks}
              faults={faults}
              onChange={(next) => {
                setFaults({})
                change(next)
              }}
            />
          ) : (
            <ReturnPreview filing={filing} reasons={previewReasons(draft, reasons)} names={names} />
          )}
        </div>
        <footer className={styles.footer}>
          <Button type="primary" danger loading={send.isPending} onClick={submit}>
            确认退回
          </Button>
          <Button onClick={onClose}>收起</Button>
          <span className={styles.note}>机主只能修改所列的内容。收起后，已填写的内容保留。</span>
        </footer>
      </Frame>
    </DeskSide>
  )
}

type FrameProps = { onClose: () => void; onSubmit: () => void; children: React.ReactNode }

/** Takes the focus when it opens; Escape closes it from anywhere on the desk, Ctrl + Enter submits. */
function Frame({ onClose, onSubmit, children }: FrameProps) {
  const frame = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    frame.current?.scrollIntoView({ block: 'nearest' })
    const first = (selector: string) => frame.current?.querySelector<HTMLElement>(selector)
    const start = first('[data-suggested=true]') ?? first('[role=checkbox]')
    start?.focus()
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !event.isComposing &&
        !isInOverlay(event.target)
      )
        close.current()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <section ref={frame} className={styles.panel} aria-label="退回重填" onKeyDown={onKeyDown}>
      {children}
    </section>
  )
}

/** A dialog or an open list closes itself first. */
function isInOverlay(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.closest('[role="dialog"]') !== null || target.getAttribute('aria-expanded') === 'true'
}

function inputOf({ code, fields, text }: { code: string; fields: readonly string[]; text: string }) {
  return { code, fields: [...fields], text: text.trim() || undefined }
}

function messageOf(error: Error): string {
  return error instanceof ApiError ? error.message : '没有退回成功，请稍后再试'
}
