'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { ChoiceTabs } from '@/components/mobile/choice-tabs'
import { Field } from '@/components/mobile/field'
import fields from '@/components/mobile/field.module.css'
import { PasswordField } from '@/components/mobile/password-field'
import { Refusal } from '@/components/mobile/refusal'
import { type Faults, faultsOf, useFields } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { signIn } from '@/lib/features/account/api'
import { openSessionEndpoint } from '@/lib/features/account/schema'
import styles from './account.module.css'
import { forgetCode } from './code-memory'
import { IdTailField } from './id-tail-field'
import { PhoneAndCode } from './phone-and-code'

type Way = 'password' | 'code'
type Values = Record<'phone' | 'password' | 'code' | 'idTail', string>

const TABS = [
  { key: 'password', title: '密码登录' },
  { key: 'code', title: '验证码登录' },
] as const

const EMPTY: Values = { phone: '', password: '', code: '', idTail: '' }

function signInFaults(way: Way, values: Values, asksTail: boolean): Faults<keyof Values> {
  const { phone, code, idTail } = faultsOf(openSessionEndpoint.body, { ...values, password: 'any' })
  if (way === 'code')
    return {
      phone,
      code: values.code === '' ? '请填写验证码' : code,
      ...(asksTail ? { idTail } : {}),
    }
  return { phone, password: values.password === '' ? '请填写密码' : undefined }
}

/** Signs an owner in, by password or by code. @param onDone called once the tokens are stored */
export function SignInForm({ onDone, links }: { onDone: () => void; links: ReactNode }) {
  const [way, setWay] = useState<Way>('password')
  const [asksTail, setAsksTail] = useState(false)
  const own = useFields(EMPTY, (values) => signInFaults(way, values, asksTail))
  const panel = useId()

  const { part } = own

  const entry = useMutation({
    mutationFn: (body: Parameters<typeof signIn>[0]) => signIn(body),
    // Never cache a password.
    gcTime: 0,
    onSuccess: () => {
      forgetCode('LOGIN')
      onDone()
    },
    onError: (error) => {
      // The server does not reveal which of the two is wrong; the second is what people mistype.
      if (error instanceof ApiError && error.code === 'DOCUMENT_REQUIRED') setAsksTail(true)
      const wrong = error instanceof ApiError && error.code === 'INVALID_CREDENTIALS'
      if (wrong) own.fail({ [way]: error.message })
      else own.refuse(error)
    },
  })
  // Busy until the next page is shown.
  const busy = entry.isPending || entry.isSuccess

  function submit(event: FormEvent) {
    event.preventDefault()
    if (busy || !own.isRight()) return
    const { phone, [way]: proof } = own.values
    const { idTail } = own.values
    entry.mutate({ phone, [way]: proof, ...(way === 'code' && asksTail ? { idTail } : {}) })
  }

  return (
    <>
      <ChoiceTabs label="登录方式" tabs={TABS} chosen={way} onChoose={setWay} controls={panel} />
      <form
        method="post"
        ref={own.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <div id={panel} role="tabpanel" aria-labelledby={`${panel}-${way}`} className={fields.fields}>
          {way === 'code' ? (
            <>
              <PhoneAndCode
                purpose="LOGIN"
                phone={part('phone')}
                code={part('code')}
                onPhoneFault={(phone) => own.mark({ phone })}
              />
              {asksTail && <IdTailField {...part('idTail')} />}
            </>
          ) : (
            <>
              <Field
                label="手机号"
                name="phone"
                type="tel"
                inputMode="numeric"
                autoComplete="tel-national"
                placeholder="输入手机号"
                {...part('phone')}
              />
              <PasswordField
                label="密码"
                name="password"
                autoComplete="current-password"
                placeholder="输入密码"
                {...part('password')}
                onBlur={undefined}
              />
            </>
          )}
        </div>
        <Refusal error={own.notice} />
        <button type="submit" className={styles.submit} disabled={busy}>
          {busy ? '正在登录…' : '登录'}
        </button>
        <div className={styles.links}>{links}</div>
      </form>
    </>
  )
}
