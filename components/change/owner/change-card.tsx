'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { CodeText } from '@/components/ui/code-text'
import { chinaTime } from '@/lib/core/clock'
import { withdrawChangeMutation } from '@/lib/features/change/api/owner'
import type { ChangeStatus } from '@/lib/features/change/schema/change'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { MissingPhotos } from './missing-photos'
import { ChangeLines } from './values-form'

const TONES: Record<ChangeStatus, 'wait' | 'good' | 'bad' | 'still'> = {
  SUBMITTED: 'wait',
  RETURNED: 'bad',
  WITHDRAWN: 'still',
  DONE: 'good',
}

/** One requested change: its status, the changed fields, and 撤回. */
export function ChangeCard({ change }: { change: ChangeDto }) {
  const { typeName, status, statusName, registrationNumber, categoryName, lines, reason, comment } = change
  return (
    <li>
      <h3>
        {typeName}{' '}
        <span className={styles.status} data-tone={TONES[status]}>
          {statusName}
        </span>
      </h3>
      <p>
        <CodeText>{registrationNumber}</CodeText> {categoryName}
      </p>
      <p className={styles.hint}>
        {chinaTime(new Date(change.submittedAt))} 提交
        {change.decidedAt &&
          status !== 'SUBMITTED' &&
          `，${chinaTime(new Date(change.decidedAt))} ${statusName}`}
      </p>
      <ChangeLines lines={lines} />
      <MissingPhotos missing={change.missingPhotos} />
      {reason && <p>注销原因：{reason}</p>}
      {comment && <p className={styles.reasons}>退回原因：{comment}</p>}
      {change.withdrawable && <Withdraw id={change.id} what={typeName} />}
    </li>
  )
}

function Withdraw({ id, what }: { id: string; what: string }) {
  const [confirming, setConfirming] = useState(false)
  const withdraw = useMutation(withdrawChangeMutation)
  return (
    <>
      <Button fill="outline" onClick={() => setConfirming(true)}>
        撤回
      </Button>
      {confirming && (
        <Confirm
          title={`撤回“${what}”？`}
          act="撤回"
          danger
          onAct={() => withdraw.mutateAsync(id)}
          onClose={() => setConfirming(false)}
        >
          撤回后不再审核，需要时请重新申请。
        </Confirm>
      )}
    </>
  )
}
