'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import account from '@/components/account/account.module.css'
import { forgetCode } from '@/components/account/code-memory'
import { PhoneAndCode } from '@/components/account/phone-and-code'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refusal } from '@/components/mobile/refusal'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { faultsOf, useFields } from '@/components/mobile/use-fields'
import { ForRole } from '@/components/role/for-role'
import { ApiError } from '@/lib/client/api-error'
import { closeAccount, closingQuery } from '@/lib/features/own-data/api'
import { OBSTACLE_WORDS } from '@/lib/features/own-data/rules/closing'
import { type ClosingState, closeAccountEndpoint } from '@/lib/features/own-data/schema'

/** 注销账号: what is to be settled first, what goes and what stays, the code, and a last question. */
export function ClosePage() {
  const [closed, setClosed] = useState(false)
  if (closed)
    return (
      <MobilePage title="账号已注销">
        <p role="status" className={account.good}>
          账号已经注销，所有设备上的登录已经结束。
        </p>
        <p className={blocks.links}>
          <Link href="/m" prefetch={false} className={blocks.whole}>
            回到首页
          </Link>
        </p>
      </MobilePage>
    )
  return (
    <MobilePage title="注销账号" back="/m/me">
      <SignedIn>
        {/* At once: the session ends next, and its end would lead to the sign-in page. */}
        <ForRole needs="MANAGE">
          <Closing onClosed={() => flushSync(() => setClosed(true))} />
        </ForRole>
      </SignedIn>
    </MobilePage>
  )
}

function Closing({ onClosed }: { onClosed: () => void }) {
  const { data, error, refetch } = useQuery(closingQuery())
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  return data.obstacles.length > 0 ? <Obstacles state={data} /> : <Close state={data} onClosed={onClosed} />
}

function Obstacles({ state }: { state: ClosingState }) {
  return (
    <>
      <p className={account.text}>现在还不能注销，请先办完下面的事：</p>
      <ul className={blocks.cards}>
        {state.obstacles.map(({ kind, count }) => {
          const { what, unit, how, href } = OBSTACLE_WORDS[kind]
          return (
            <li key={kind} className={blocks.card}>
              <strong>
                {what} {count} {unit}
              </strong>
              <p>{how}</p>
              <p className={blocks.links}>
                <Link href={href} prefetch={false} className={blocks.whole}>
                  去办理
                </Link>
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const EMPTY = { phone: '', code: '' }

function Close({ state, onClosed }: { state: ClosingState; onClosed: () => void }) {
  const own = useFields(EMPTY, (values) => faultsOf(closeAccountEndpoint.body, values))
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const close = useMutation({
    mutationFn: async () => {
      const { forgetOnPhone } = await import('@/components/account/phone-data')
      // Before the session's end is noticed, which takes this form away.
      await closeAccount(own.values, () => forgetOnPhone(() => true), onClosed)
    },
    onSuccess: () => {
      forgetCode('CLOSE_ACCOUNT')
      queryClient.clear()
    },
    onError: (error) => error instanceof ApiError && own.refuse(error),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (own.isRight()) setAsking(true)
  }
  return (
    <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
      <WhatHappens state={state} />
      <div className={fields.fields}>
        <PhoneAndCode
          purpose="CLOSE_ACCOUNT"
          phone={own.part('phone')}
          code={own.part('code')}
          onPhoneFault={(phone) => own.mark({ phone })}
        />
      </div>
      <Refusal error={own.notice} />
      <button
        type="submit"
        className={`${account.submit} ${account.plain} ${account.grave}`}
        disabled={close.isPending || close.isSuccess}
      >
        {close.isPending ? '正在注销…' : '注销账号'}
      </button>
      {asking && (
        <Confirm
          title="注销这个账号？"
          act="注销"
          danger
          onAct={async () => {
            // Faults stand at the fields of the page, so the question goes in any case.
            await close.mutateAsync().catch(() => undefined)
          }}
          onClose={() => setAsking(false)}
        >
          <p>手机号 {own.values.phone} 的账号注销后不能恢复，所有设备上的登录随即结束。</p>
        </Confirm>
      )}
    </form>
  )
}

function WhatHappens({ state: { recordsStay } }: { state: ClosingState }) {
  return (
    <div className={blocks.box}>
      <h2>注销以后</h2>
      <ul style={{ paddingLeft: 20, listStyle: 'disc' }}>
        <li>不能再登录；手机号、证件号可以重新注册新账号，新账号看不到现在的登记。</li>
        <li>
          手机号、微信关联和个人姓名从账号中删除；更正申请的文字和答复一并删除，只留下申请的种类、时间和是否同意。
        </li>
        <li>
          {recordsStay
            ? '已经办理的登记属于法定档案，继续保存；您的证件号码加密留在档案里，只有工作人员因公查看并留下记录才能看到。单位名称和代码不是个人信息，照常保留。'
            : '您没有办理过登记，证件号码一并删除。'}
        </li>
        <li>
          操作记录继续保存。系统不在其中写证件号码和手机号，工作人员填写的原因、目的带这些号码的不能提交。
        </li>
      </ul>
      <p style={{ marginTop: 8 }}>
        注销前可以先
        <Link href="/m/me/copy" prefetch={false} className={fields.inline}>
          下载我的信息
        </Link>
        。
      </p>
    </div>
  )
}
