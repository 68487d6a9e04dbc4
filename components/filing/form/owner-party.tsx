'use client'

import { useQuery } from '@tanstack/react-query'
import { meQuery } from '@/lib/features/account/api'
import styles from './form.module.css'
import { useForm } from './form-context'
import type { PartyProps } from './form-host'
import { OwnerChoice } from './owner-choice'

/** 联系方式 of the account; 设备的所有者 is the account, or the owner it files for. */
export function OwnerParty({ consenting, onConsenting }: PartyProps) {
  const me = useQuery(meQuery())
  const waiting = waitingText(me)
  return (
    <div className={styles.card}>
      <dl>
        <div className={styles.fact}>
          <dt>联系方式</dt>
          <dd>{me.data?.phoneMasked ?? waiting}</dd>
        </div>
        <div className={styles.fact}>
          <dt>设备的所有者</dt>
          <dd>
            <OwnerName />
          </dd>
        </div>
      </dl>
      <OwnerChoice ownName={me.data?.name ?? ''} open={consenting} onOpen={onConsenting} />
    </div>
  )
}

/** The account, or the owner it files for, who has confirmed it. */
export function OwnerName() {
  const me = useQuery(meQuery())
  const { filing } = useForm().view.record
  return <>{(filing?.forOther ? filing.ownerName : me.data?.name) ?? waitingText(me)}</>
}

const waitingText = ({ isError }: { isError: boolean }) => (isError ? '（暂时没有读到）' : '正在读取…')
