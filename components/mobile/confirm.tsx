'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import { type ReactNode, useRef } from 'react'
import { Sheet } from '@/components/mobile/sheet'
import { ApiError } from '@/lib/client/api-error'
import blocks from './blocks.module.css'
import styles from './confirm.module.css'
import { HoldButton } from './hold-button'

type Props = {
  title: string
  /** What is done, and to whom. */
  children: ReactNode
  /** Verb of the confirm button. */
  act: string
  danger?: boolean | undefined
  /** It can be undone as easily as it is done: one tap is enough, in place of holding the button. */
  light?: boolean
  onAct: () => Promise<unknown>
  /** Called after `onAct` has succeeded and the sheet is closed: it may navigate. */
  onDone?: () => void
  onClose: () => void
}

/**
 * Confirms an act: what and to whom, and a second touch that cannot happen by itself. On failure the sheet stays open and
 * shows the error, for a retry.
 */
export function Confirm({ title, children, act, danger, light, onAct, onDone, onClose }: Props) {
  const { mutate, error, isPending, isSuccess } = useMutation({ mutationFn: onAct })
  const done = useRef(false)
  const leave = () => {
    if (done.current) onDone?.()
    onClose()
  }
  return (
    <Sheet title={title} onClose={leave}>
      {(close) => {
        const busy = isPending || isSuccess
        const run = () => {
          if (busy) return
          mutate(undefined, {
            onSuccess: () => {
              done.current = true
              close()
            },
          })
        }
        return (
          <>
            <div>{children}</div>
            {error && (
              <p role="alert" className={blocks.alert}>
                {error instanceof ApiError ? error.message : '没有完成，请稍后再试'}
              </p>
            )}
            <div className={styles.answers}>
              {light ? (
                <Button
                  data-act
                  block
                  color={danger ? 'danger' : 'primary'}
                  loading={busy}
                  disabled={busy}
                  onClick={run}
                >
                  {act}
                </Button>
              ) : (
                <HoldButton act={act} danger={danger} busy={busy} onHeld={run} />
              )}
              <Button block onClick={close}>
                取消
              </Button>
            </div>
          </>
        )
      }}
    </Sheet>
  )
}
