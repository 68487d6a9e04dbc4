'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Dialog from 'antd-mobile/es/components/dialog'
import { useState } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { ApiError } from '@/lib/client/api-error'
import { accountKeys, meQuery, signOut, signOutEverywhere, unlinkWechat } from '@/lib/features/account/api'
import type { AccountDto } from '@/lib/features/account/schema'
import styles from './account.module.css'
import { Refusal } from './refusal'
import { useEntry } from './use-entry'

/** 我的账号: who is signed in here, and every way out. */
export function MePage() {
  return (
    <MobilePage title="我的账号" back="/m">
      <SignedIn>
        <Me />
      </SignedIn>
    </MobilePage>
  )
}

function Me() {
  const { data, error, refetch } = useQuery(meQuery())
  if (data) return <Account account={data} />
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
}

function Account({ account }: { account: AccountDto }) {
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const queryClient = useQueryClient()
  const enter = useEntry()

  async function run(work: () => Promise<void>) {
    setRefusal(null)
    setBusy(true)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }

  async function leave(everywhere: boolean) {
    const content = everywhere
      ? '所有手机和浏览器上的登录都会结束，包括这一台。微信关联不会解除。'
      : '确定要在这台设备上退出登录吗？'
    if (!(await Dialog.confirm({ content, confirmText: '退出' }))) return
    await run(async () => {
      await (everywhere ? signOutEverywhere() : signOut())
      enter('/m')
    })
  }

  async function unlink() {
    const content = '解除后，再用微信登录时需要先用手机号登录一次。'
    if (!(await Dialog.confirm({ content, confirmText: '解除关联' }))) return
    await run(async () => {
      await unlinkWechat()
      await queryClient.invalidateQueries({ queryKey: accountKeys.me() })
    })
  }

  return (
    <>
      <Facts account={account} busy={busy} onUnlink={unlink} />
      <div className={styles.actions}>
        <Refusal error={refusal} />
        <button type="button" className={styles.plain} disabled={busy} onClick={() => leave(false)}>
          退出登录
        </button>
        <button type="button" className={styles.grave} disabled={busy} onClick={() => leave(true)}>
          退出所有设备
        </button>
      </div>
    </>
  )
}

type FactsProps = { account: AccountDto; busy: boolean; onUnlink: () => void }

function Facts({ account, busy, onUnlink }: FactsProps) {
  const unit = account.type === 'UNIT'
  const facts = [
    [unit ? '单位名称' : '姓名', account.name],
    ['账号类型', unit ? '单位' : '个人'],
    [unit ? '统一社会信用代码' : '身份证号', account.idNumberMasked],
    ['手机号', account.phoneMasked],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles.fact}>
        <dt>微信</dt>
        <dd>
          {account.wechatLinked ? '已关联' : '未关联'}
          {account.wechatLinked && (
            <button type="button" disabled={busy} onClick={onUnlink}>
              解除关联
            </button>
          )}
        </dd>
      </div>
    </dl>
  )
}
