'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { FormEvent } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refusal } from '@/components/mobile/refusal'
import { SignedIn } from '@/components/mobile/signed-in'
import { type Faults, faultsOf, useFields } from '@/components/mobile/use-fields'
import { ForRole } from '@/components/role/for-role'
import { meQuery } from '@/lib/features/account/api'
import { changeOwnPhoneMutation } from '@/lib/features/phone-change/api'
import { changeOwnPhoneEndpoint } from '@/lib/features/phone-change/schema'
import { BRING } from '@/lib/features/proof/rules'
import account from './account.module.css'
import { Changed } from './changed'
import { forgetCode } from './code-memory'
import { PhoneAndCode } from './phone-and-code'

/** 更换手机号: a code on each of the two phones; without the first, what to bring to the counter. */
export function OwnPhonePage() {
  return (
    <MobilePage title="更换手机号" back="/m/me">
      <SignedIn>
        <ForRole needs="MANAGE">
          <OwnPhone />
        </ForRole>
      </SignedIn>
    </MobilePage>
  )
}

type Values = Record<'phone' | 'code' | 'newPhone' | 'newCode', string>
const EMPTY: Values = { phone: '', code: '', newPhone: '', newCode: '' }

const labels = (which: string) => ({
  phone: `${which}手机号`,
  phonePlaceholder: `输入${which}手机号`,
  send: '获取验证码',
  code: `${which}手机号的验证码`,
  codePlaceholder: '输入手机验证码',
})
const OLD = labels('原')
const NEW = labels('新')

function check(values: Values): Faults<keyof Values> {
  const faults: Faults<keyof Values> = faultsOf(changeOwnPhoneEndpoint.body, values)
  if (!faults.newPhone && values.newPhone !== '' && values.newPhone === values.phone)
    faults.newPhone = '新手机号与原手机号相同'
  return faults
}

function OwnPhone() {
  const { data: me } = useQuery(meQuery())
  const own = useFields(EMPTY, check)
  const change = useMutation({
    ...changeOwnPhoneMutation,
    onSuccess: () => {
      forgetCode('CHANGE_PHONE')
      forgetCode('NEW_PHONE')
    },
    onError: own.refuse,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!change.isPending && own.isRight()) change.mutate(own.values)
  }
  if (change.isSuccess)
    return <Changed>手机号已更换，以后用新手机号登录，密码不变。其他设备上的登录已经结束。</Changed>
  return (
    <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
      {me && <p className={account.text}>本账号现在的手机号：{me.phoneMasked}</p>}
      <div className={fields.fields}>
        <PhoneAndCode
          purpose="CHANGE_PHONE"
          labels={OLD}
          phone={own.part('phone')}
          code={own.part('code')}
          onPhoneFault={(phone) => own.mark({ phone })}
        />
        <PhoneAndCode
          purpose="NEW_PHONE"
          labels={NEW}
          phone={own.part('newPhone')}
          code={own.part('newCode')}
          onPhoneFault={(newPhone) => own.mark({ newPhone })}
        />
      </div>
      <Refusal error={own.notice} />
      <button type="submit" className={account.submit} disabled={change.isPending}>
        {change.isPending ? '正在更换…' : '更换手机号'}
      </button>
      <div className={blocks.box}>
        <h2>原手机号收不到验证码</h2>
        <p>
          {me ? BRING[me.type] : BRING.PERSON}
          {me?.type === 'UNIT' && '、委托书或任职证明'}
          和新手机，到任一登记单位窗口更换。窗口地址见
          <Link href="/m/me/proof" prefetch={false} className={fields.inline}>
            身份核验
          </Link>
          。只凭证件号码和密码不能更换，以免账号被人冒领。
        </p>
      </div>
    </form>
  )
}
