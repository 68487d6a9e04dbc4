'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { accountKeys, meQuery, signOut, signOutEverywhere, unlinkWechat } from '@/lib/features/account/api'
import type { AccountDto } from '@/lib/features/account/schema'
import styles from './account.module.css'
import { useEntry } from './use-entry'

/** 我的账号: the signed-in account, signing out and unlinking WeChat. */
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

type Question = 'leave' | 'leaveEverywhere' | 'unlink'

function Account({ account }: { account: AccountDto }) {
  const [question, setQuestion] = useState<Question | null>(null)
  return (
    <>
      <Facts account={account} onUnlink={() => setQuestion('unlink')} />
      <div className={styles.actions}>
        <button
          type="button"
          className={`${styles.submit} ${styles.plain}`}
          onClick={() => setQuestion('leave')}
        >
          退出登录
        </button>
        <button
          type="button"
          className={`${styles.submit} ${styles.plain} ${styles.grave}`}
          onClick={() => setQuestion('leaveEverywhere')}
        >
          退出所有设备
        </button>
      </div>
      {question && <QuestionDialog question={question} onClose={() => setQuestion(null)} />}
    </>
  )
}

const QUESTIONS: Record<Question, { title: string; act: string; text: string }> = {
  leave: { title: '退出登录？', act: '退出', text: '只退出这台设备上的登录，其他设备不受影响。' },
  leaveEverywhere: {
    title: '退出所有设备？',
    act: '全部退出',
    text: '所有手机和浏览器上的登录都会结束，包括这一台。微信关联不会解除。',
  },
  unlink: {
    title: '解除微信关联？',
    act: '解除',
    text: '解除后，在小程序里需要先用手机号登录一次才能再用微信登录。',
  },
}

function QuestionDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const queryClient = useQueryClient()
  const enter = useEntry()
  const { title, act, text } = QUESTIONS[question]

  async function run() {
    if (question === 'unlink') {
      await unlinkWechat()
      return queryClient.invalidateQueries({ queryKey: accountKeys.me() })
    }
    await (question === 'leave' ? signOut() : signOutEverywhere())
    enter('/m')
  }

  return (
    <Confirm title={title} act={act} danger={question !== 'leave'} onAct={run} onClose={onClose}>
      {text}
    </Confirm>
  )
}

function Facts({ account, onUnlink }: { account: AccountDto; onUnlink: () => void }) {
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
            <button type="button" onClick={onUnlink}>
              解除关联
            </button>
          )}
        </dd>
      </div>
    </dl>
  )
}
