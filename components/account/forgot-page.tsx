'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refusal } from '@/components/mobile/refusal'
import { type Faults, faultsOf, useFields, useRepeatKey } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { resetPassword } from '@/lib/features/account/api'
import { resetPasswordEndpoint } from '@/lib/features/account/schema'
import styles from './account.module.css'
import { forgetCode } from './code-memory'
import { IdTailField } from './id-tail-field'
import { NewPasswordFields, PASSWORDS_DIFFER } from './new-password-fields'
import { PhoneAndCode } from './phone-and-code'

type Values = Record<'phone' | 'code' | 'password' | 'again' | 'idTail', string>
const EMPTY: Values = { phone: '', code: '', password: '', again: '', idTail: '' }

function resetFaults({ again, ...values }: Values, asksTail: boolean): Faults<keyof Values> {
  const faults: Faults<keyof Values> = faultsOf(resetPasswordEndpoint.body, values)
  if (!asksTail) faults.idTail = undefined
  if (again === '') faults.again = '请再次输入密码'
  else if (again !== values.password) faults.again = PASSWORDS_DIFFER
  return faults
}

/** 忘记密码: sets a new password with a code sent to the phone; every device is signed out. */
export function ForgotPage({ next }: { next: string }) {
  const [asksTail, setAsksTail] = useState(false)
  const own = useFields(EMPTY, (values) => resetFaults(values, asksTail))
  const keyFor = useRepeatKey()
  const queryClient = useQueryClient()

  const { part } = own

  const reset = useMutation({
    mutationFn: (body: Parameters<typeof resetPassword>[0]) => resetPassword(body, keyFor(body)),
    // Never cache a password.
    gcTime: 0,
    onSuccess: () => {
      forgetCode('RESET_PASSWORD')
      queryClient.clear()
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'DOCUMENT_REQUIRED') setAsksTail(true)
      own.refuse(error)
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (reset.isPending || !own.isRight()) return
    const { again: _, idTail, ...body } = own.values
    reset.mutate(asksTail ? { ...body, idTail } : body)
  }

  if (reset.isSuccess) return <ResetDone next={next} />
  return (
    <MobilePage title="忘记密码" back={`/m/sign-in?next=${encodeURIComponent(next)}`}>
      <form method="post" ref={own.form} className={styles.form} onSubmit={submit} noValidate>
        <div className={fields.fields}>
          <PhoneAndCode
            purpose="RESET_PASSWORD"
            phone={part('phone')}
            code={part('code')}
            onPhoneFault={(phone) => own.mark({ phone })}
          />
          {asksTail && <IdTailField {...part('idTail')} />}
          <NewPasswordFields password={part('password')} again={part('again')} />
        </div>
        <p className={styles.hint}>重设后，该账号会在所有设备上退出登录，微信关联也会解除。</p>
        <Refusal error={own.notice} />
        <button type="submit" className={styles.submit} disabled={reset.isPending}>
          {reset.isPending ? '正在重设…' : '重设密码'}
        </button>
      </form>
    </MobilePage>
  )
}

function ResetDone({ next }: { next: string }) {
  return (
    <MobilePage title="忘记密码">
      <div className={styles.form}>
        <p role="status" className={styles.good}>
          密码已重设，所有设备已退出登录。请用新密码登录。
        </p>
        <Link href={`/m/sign-in?next=${encodeURIComponent(next)}`} className={styles.go}>
          去登录
        </Link>
      </div>
    </MobilePage>
  )
}
