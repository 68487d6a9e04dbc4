'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { useMay } from '@/components/role/use-may'
import { copyFiling, deleteDraftMutation, withdrawFilingMutation } from '@/lib/features/filing/api/owner'
import { FILING_ACTIONS, type FilingAction } from '@/lib/features/filing/rules/actions'
import { identityOf } from '@/lib/features/filing/rules/progress'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { CopyButton } from './copy-button'
import { OwnerConsent } from './owner-consent'

/** Actions available in the current status. Only the filer may act; an owner whose agent filed it may only read. */
export function FilingActs({
  filing,
  mine,
  categoryName,
}: {
  filing: FilingDto
  mine: boolean
  categoryName: string
}) {
  const { id, status, pickup } = filing
  const what = machineWords(filing, categoryName)
  const { may, why } = useMay('FILE')
  const acts = mine && may
  const isAllowed = (action: FilingAction) => acts && FILING_ACTIONS[action].from.includes(status)
  return (
    <div className={styles.acts}>
      {pickup && (
        <Link href={`/m/filings/${id}/pickup`} prefetch={false} className={styles.wide}>
          大字显示领取码
        </Link>
      )}
      {status === 'RETURNED' && acts && (
        <Link href={`/m/filings/${id}/correct`} prefetch={false} className={styles.wide}>
          修改并提交
        </Link>
      )}
      {status === 'DRAFT' && acts && (
        <Link href={`/m/filings/${id}/edit`} prefetch={false} className={styles.wide}>
          继续填写
        </Link>
      )}
      {(status === 'COLLECTED' || filing.ended) && (
        <Link href="/m/machines" prefetch={false} className={`${styles.wide} ${styles.plain}`}>
          我的机械
        </Link>
      )}
      {acts && status !== 'DRAFT' && <CopyButton what={what} onCopy={() => copyFiling(id)} />}
      {isAllowed('withdraw') && <Withdraw filing={filing} what={what} />}
      {isAllowed('delete') && <Delete id={id} what={what} />}
      <OwnerConsent filing={filing} mine={mine} what={what} />
      {why && <p className={styles.note}>{why}</p>}
      {!mine && <p className={styles.note}>该登记由被委托人填报，修改、撤回由被委托人办理。</p>}
    </div>
  )
}

function Withdraw({ filing, what }: { filing: FilingDto; what: string }) {
  const [confirming, setConfirming] = useState(false)
  const withdraw = useMutation(withdrawFilingMutation)
  return (
    <>
      <Button block fill="outline" onClick={() => setConfirming(true)}>
        撤回登记
      </Button>
      {confirming && (
        <Confirm
          title="撤回这条登记？"
          act="撤回"
          danger
          onAct={() => withdraw.mutateAsync(filing.id)}
          onClose={() => setConfirming(false)}
        >
          <p>
            {filing.ownerName} 的{what}。
          </p>
          <p>撤回后不再审核，也不能恢复；需要时请重新登记。</p>
        </Confirm>
      )}
    </>
  )
}

function Delete({ id, what }: { id: string; what: string }) {
  const [confirming, setConfirming] = useState(false)
  const router = useRouter()
  const deletion = useMutation(deleteDraftMutation)
  return (
    <>
      <Button block color="danger" fill="outline" onClick={() => setConfirming(true)}>
        删除草稿
      </Button>
      {confirming && (
        <Confirm
          title="删除这份草稿？"
          act="删除"
          danger
          onAct={() => deletion.mutateAsync(id)}
          onDone={() => router.replace('/m/filings')}
          onClose={() => setConfirming(false)}
        >
          <p>{what}：填写的内容和照片将一并删除，不能恢复。</p>
        </Confirm>
      )}
    </>
  )
}

/** Which machine: `推土机（发动机出厂编号 CNFCG309920102）`. */
function machineWords(filing: FilingDto, categoryName: string): string {
  const identity = identityOf(filing)
  const name = categoryName || '机械'
  return identity ? `${name}（${identity.label} ${identity.value}）` : name
}
