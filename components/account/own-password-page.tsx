'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { PasswordField } from '@/components/mobile/password-field'
import { Refusal } from '@/components/mobile/refusal'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { type Faults, faultsOf, useFields } from '@/components/mobile/use-fields'
import { meQuery } from '@/lib/features/account/api'
import type { MeDto } from '@/lib/features/account/schema'
import { ownUnitsQuery } from '@/lib/features/member/api'
import { changeOwnPasswordMutation } from '@/lib/features/own-password/api'
import { changeOwnPasswordEndpoint } from '@/lib/features/own-password/schema'
import account from './account.module.css'
import { Changed } from './changed'
import { forgetCode } from './code-memory'
import { NewPasswordFields, PASSWORDS_DIFFER } from './new-password-fields'
import { PhoneAndCode } from './phone-and-code'

/** 修改密码: by the password so far; without one, or when it is forgotten, by a code on the account's phone. */
export function OwnPasswordPage() {
  return (
    <MobilePage title="修改密码" back="/m/me">
      <SignedIn>
        <OwnPassword />
      </SignedIn>
    </MobilePage>
  )
}

function OwnPassword() {
  const { data: me, error, refetch } = useQuery(meQuery())
  const [way, setWay] = useState<Way | null>(null)
  const [done, setDone] = useState(false)
  if (done) return <Changed>密码已更改，以后用新密码登录。其他设备上的登录已经结束。</Changed>
  if (!me) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  const chosen = way ?? (me.hasPassword ? 'password' : 'code')
  const other = chosen === 'code' ? 'password' : 'code'
  return (
    <PasswordForm key={chosen} me={me} way={chosen} onDone={() => setDone(true)}>
      {me.hasPassword && (
        <div className={account.links}>
          <button type="button" onClick={() => setWay(other)}>
            {other === 'code' ? '忘记了当前密码？改用短信验证码' : '改用当前密码'}
          </button>
        </div>
      )}
    </PasswordForm>
  )
}

/** What shows that it is the owner who asks. */
type Way = 'password' | 'code'
type Values = Record<'currentPassword' | 'phone' | 'code' | 'password' | 'again', string>
const EMPTY: Values = { currentPassword: '', phone: '', code: '', password: '', again: '' }

function check({ again, ...typed }: Values, way: Way): Faults<keyof Values> {
  const faults: Faults<keyof Values> = faultsOf(changeOwnPasswordEndpoint.body, typed)
  if (way === 'password' && typed.currentPassword === '') faults.currentPassword = '请填写当前密码'
  if (way === 'code') {
    faults.currentPassword = undefined
    if (typed.phone === '') faults.phone = '请填写手机号'
    if (typed.code === '') faults.code = '请填写验证码'
  }
  if (again === '') faults.again = '请再次输入密码'
  else if (again !== typed.password) faults.again = PASSWORDS_DIFFER
  return faults
}

type Props = { me: MeDto; way: Way; onDone: () => void; children: ReactNode }

function PasswordForm({ me, way, onDone, children }: Props) {
  const { data: units } = useQuery(ownUnitsQuery())
  const own = useFields(EMPTY, (values) => check(values, way))
  const change = useMutation({
    ...changeOwnPasswordMutation,
    onSuccess: (...answer) => {
      forgetCode('RESET_PASSWORD')
      onDone()
      return changeOwnPasswordMutation.onSuccess?.(...answer)
    },
    onError: own.refuse,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (change.isPending || !own.isRight()) return
    const { currentPassword, phone, code, password } = own.values
    change.mutate(way === 'password' ? { currentPassword, password } : { phone, code, password })
  }
  return (
    <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
      {units?.person && units.actingFor && (
        <p className={account.text}>这里修改的是您本人登录用的密码，不是单位账号的。</p>
      )}
      {!me.hasPassword && (
        <p className={account.text}>还没有设置登录密码，用账号手机号收到的验证码设置一个。</p>
      )}
      <div className={fields.fields}>
        {way === 'password' ? (
          <PasswordField
            label="当前密码"
            name="currentPassword"
            autoComplete="current-password"
            placeholder="输入当前密码"
            {...own.part('currentPassword')}
          />
        ) : (
          <PhoneAndCode
            purpose="RESET_PASSWORD"
            phone={own.part('phone')}
            code={own.part('code')}
            onPhoneFault={(phone) => own.mark({ phone })}
          />
        )}
        <NewPasswordFields label="新密码" password={own.part('password')} again={own.part('again')} />
      </div>
      {children}
      <p className={account.hint}>
        修改后，其他设备上的登录都会结束
        {me.hasPassword && me.wechatLinked && '，微信关联也会解除，下次在微信里用手机号登录后重新关联'}。
      </p>
      <Refusal error={own.notice} />
      <button type="submit" className={account.submit} disabled={change.isPending}>
        {change.isPending ? '正在修改…' : me.hasPassword ? '修改密码' : '设置密码'}
      </button>
    </form>
  )
}
