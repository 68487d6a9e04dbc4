'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { useMay } from '@/components/role/use-may'
import { CodeText } from '@/components/ui/code-text'
import { chinaTime } from '@/lib/core/clock'
import { keepEntries, keepPhotos } from '@/lib/features/change/api/kept-entries'
import { withdrawChangeMutation } from '@/lib/features/change/api/owner'
import { roleForChange } from '@/lib/features/change/rules/actions'
import type { ChangeStatus } from '@/lib/features/change/schema/change'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { ownMachineKeys } from '@/lib/features/machine/api/own-keys'
import { changeHref, changeKey } from './change-links'
import { MissingPhotos } from './missing-photos'
import { ChangeLines } from './values-form'

const TONES: Record<ChangeStatus, 'wait' | 'good' | 'bad' | 'still'> = {
  SUBMITTED: 'wait',
  RETURNED: 'bad',
  WITHDRAWN: 'still',
  DONE: 'good',
}

/**
 * One requested change: its status, the changed fields, 撤回, and of a returned one 修改后重新提交.
 * @param latest no later change of the machine has this type
 */
export function ChangeCard({ change, latest }: { change: ChangeDto; latest: boolean }) {
  const { typeName, status, statusName, registrationNumber, categoryName, lines, reason, comment } = change
  const withdrawing = useMay('FILE')
  const asking = useMay(roleForChange(change.type))
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
        {change.endedAt && `，${chinaTime(new Date(change.endedAt))} ${statusName}`}
      </p>
      {change.lapsed && <p>机主已变更或登记已终止，这项申请没有审核。</p>}
      <ChangeLines lines={lines} />
      <MissingPhotos missing={change.missingPhotos} />
      {reason && <p>注销原因：{reason}</p>}
      {comment && <p className={styles.reasons}>退回原因：{comment}</p>}
      {status === 'RETURNED' && latest && change.values && asking.may && <SendAgain change={change} />}
      {change.withdrawable && withdrawing.may && <Withdraw change={change} />}
    </li>
  )
}

/** Opens the form of a returned change with what it asked for and its photos, to be mended and sent again. */
function SendAgain({ change }: { change: ChangeDto }) {
  const { machineId, type, reason, values = {}, photos } = change
  const key = changeKey(useOwnerSession()?.accountId, machineId, type)
  const router = useRouter()
  const client = useQueryClient()
  const open = async () => {
    // What is known of the machine may still say that the change waits.
    client.removeQueries({ queryKey: ownMachineKeys.all })
    await keepEntries(key, type === 'CANCELLATION' ? { reason } : values)
    const kept = photos.map(({ slot, photoId, url, thumbnailUrl }) => ({
      slot,
      key: photoId,
      stored: { id: photoId, url, thumbnailUrl },
    }))
    await keepPhotos(key, kept)
    router.push(changeHref(machineId, type))
  }
  return (
    <Button color="primary" onClick={() => void open()}>
      修改后重新提交
    </Button>
  )
}

function Withdraw({ change }: { change: ChangeDto }) {
  const [confirming, setConfirming] = useState(false)
  const withdraw = useMutation(withdrawChangeMutation)
  return (
    <>
      <Button fill="outline" onClick={() => setConfirming(true)}>
        撤回
      </Button>
      {confirming && (
        <Confirm
          title={`撤回“${change.typeName}”？`}
          act="撤回"
          danger
          onAct={() => withdraw.mutateAsync(change.id)}
          onClose={() => setConfirming(false)}
        >
          <p>
            机械 {change.registrationNumber} {change.categoryName}。
          </p>
          <p>撤回后不再审核，需要时请重新申请。</p>
        </Confirm>
      )}
    </>
  )
}
