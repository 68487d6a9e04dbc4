'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import type { ReactNode } from 'react'
import { Sheet } from '@/components/mobile/sheet'
import { ApiError } from '@/lib/client/api-error'
import blocks from './blocks.module.css'
import styles from './confirm.module.css'

type Props = {
  title: string
  children: ReactNode
  /** Label of the confirm button. */
  act: string
  danger?: boolean
  onAct: () => Promise<unknown>
  onClose: () => void
}

/** Confirms an action that cannot be undone. On failure the sheet stays open and shows the error, for a retry. */
export function Confirm({ title, children, act, danger, onAct, onClose }: Props) {
  const { mutate, error, isPending } = useMutation({ mutationFn: onAct })
  return (
    <Sheet title={title} onClose={onClose}>
      {(close) => (
        <>
          <div>{children}</div>
          {error && (
            <p role="alert" className={blocks.alert}>
              {error instanceof ApiError ? error.message : '没有完成，请稍后再试'}
            </p>
          )}
          <div className={styles.answers}>
            <Button onClick={close}>取消</Button>
            <Button
              color={danger ? 'danger' : 'primary'}
              loading={isPending}
              disabled={isPending}
              onClick={() => mutate(undefined, { onSuccess: close })}
            >
              {act}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}
