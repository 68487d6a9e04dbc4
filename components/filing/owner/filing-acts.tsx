'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { deleteDraftMutation, withdrawFilingMutation } from '@/lib/features/filing/api/owner'
import { FILING_ACTIONS, type FilingAction } from '@/lib/features/filing/rules/actions'
import type { FilingDto } from '@/lib/features/filing/schema/owner'

/** What can be done with it now; the agent who filed it does it, its owner reads. */
export function FilingActs({ filing, mine }: { filing: FilingDto; mine: boolean }) {
  const { id, status, pickup } = filing
  const may = (action: FilingAction) => mine && FILING_ACTIONS[action].from.includes(status)
  return (
    <div className={styles.acts}>
      {pickup && (
        <Link href={`/m/filings/${id}/pickup`} prefetch={false} className={styles.wide}>
          大字显示领取码
        </Link>
      )}
      {status === 'RETURNED' && mine && (
        <Link href={`/m/filings/${id}/correct`} prefetch={false} className={styles.wide}>
          修改并提交
        </Link>
      )}
      {status === 'DRAFT' && mine && (
        <Link href={`/m/filings/${id}/edit`} prefetch={false} className={styles.wide}>
          继续填写
        </Link>
      )}
      {status === 'COLLECTED' && (
        <Link href="/m/machines" prefetch={false} className={`${styles.wide} ${styles.plain}`}>
          我的机械
        </Link>
      )}
      {may('withdraw') && <Withdraw id={id} />}
      {may('delete') && <Delete id={id} />}
      {!mine && <p className={styles.note}>该登记由被委托人填报，修改、撤回由被委托人办理。</p>}
    </div>
  )
}

function Withdraw({ id }: { id: string }) {
  const [asking, setAsking] = useState(false)
  const withdraw = useMutation(withdrawFilingMutation)
  return (
    <>
      <Button block fill="outline" onClick={() => setAsking(true)}>
        撤回登记
      </Button>
      {asking && (
        <Confirm
          title="撤回这条登记？"
          act="撤回"
          danger
          onAct={() => withdraw.mutateAsync(id)}
          onClose={() => setAsking(false)}
        >
          撤回后不再审核，也不能恢复；需要时请重新登记。
        </Confirm>
      )}
    </>
  )
}

function Delete({ id }: { id: string }) {
  const [asking, setAsking] = useState(false)
  const router = useRouter()
  const deletion = useMutation(deleteDraftMutation)
  const remove = async () => {
    await deletion.mutateAsync(id)
    router.replace('/m/filings')
  }
  return (
    <>
      <Button block color="danger" fill="outline" onClick={() => setAsking(true)}>
        删除草稿
      </Button>
      {asking && (
        <Confirm title="删除这份草稿？" act="删除" danger onAct={remove} onClose={() => setAsking(false)}>
          填写的内容和照片将一并删除，不能恢复。
        </Confirm>
      )}
    </>
  )
}
