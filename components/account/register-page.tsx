'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ChoiceTabs } from '@/components/mobile/choice-tabs'
import { Field } from '@/components/mobile/field'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refusal } from '@/components/mobile/refusal'
import { useFields, useRepeatKey } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { register } from '@/lib/features/account/api'
import styles from './account.module.css'
import { forgetCode } from './code-memory'
import { NewPasswordFields } from './new-password-fields'
import { PhoneAndCode } from './phone-and-code'
import {
  EMPTY,
  type Kind,
  LABELS,
  type Registration,
  registrationFaults,
  storedRegistration,
  storeRegistration,
} from './registration'
import { useEntry } from './use-entry'

const TABS = [
  { key: 'UNIT', title: '单位注册' },
  { key: 'PERSON', title: '个人注册' },
] as const

/** 注册 (manual, 第二步). @param next path opened after registering */
export function RegisterPage({ next }: { next: string }) {
  const [kind, setKind] = useState<Kind>('UNIT')
  const own = useFields(EMPTY, (values) => registrationFaults(kind, values))
  const keyFor = useRepeatKey()
  const enter = useEntry()
  const labels = LABELS[kind]

  const fill = useRef(own.fill)
  useEffect(() => {
    const { kind: storedKind, name = '', idNumber = '' } = storedRegistration()
    if (storedKind) setKind(storedKind)
    fill.current({ name, idNumber })
  }, [])

  const part = (name: keyof Registration) => ({
    ...own.part(name),
    onValue: (value: string) => {
      own.change(name, value)
      const { name: title, idNumber } = own.values
      if (name === 'name') storeRegistration({ kind, name: value, idNumber })
      if (name === 'idNumber') storeRegistration({ kind, name: title, idNumber: value })
    },
  })

  function choose(chosen: Kind) {
    setKind(chosen)
    // The rules of these two fields depend on the kind.
    own.mark({ name: undefined, idNumber: undefined })
    storeRegistration({ kind: chosen, name: own.values.name, idNumber: own.values.idNumber })
  }

  const registration = useMutation({
    mutationFn: (body: Parameters<typeof register>[0]) => register(body, keyFor(body)),
    // Never cache a password.
    gcTime: 0,
    onSuccess: () => {
      storeRegistration(null)
      forgetCode('REGISTER')
      enter(next)
    },
    onError: (error) => {
      const taken = error instanceof ApiError && error.code === 'PHONE_TAKEN'
      if (taken) own.fail({ phone: <PhoneTaken next={next} /> })
      else own.refuse(error)
    },
  })
  // Busy until the next page is shown.
  const busy = registration.isPending || registration.isSuccess

  function submit(event: FormEvent) {
    event.preventDefault()
    if (busy || !own.isRight()) return
    const { again: _, ...values } = own.values
    registration.mutate({ type: kind, ...values })
  }

  return (
    <MobilePage title="注册" back="/m">
      <ChoiceTabs label="注册类型" tabs={TABS} chosen={kind} onChoose={choose} controls="registration" />
      <form ref={own.form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <div
          id="registration"
          role="tabpanel"
          aria-labelledby={`registration-${kind}`}
          className={fields.fields}
        >
          <Field
            label={labels.name}
            placeholder={labels.nameHint}
            name="name"
            autoComplete={kind === 'UNIT' ? 'organization' : 'name'}
            {...part('name')}
          />
          <Field
            label={labels.idNumber}
            placeholder={labels.idNumberHint}
            name="idNumber"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            {...part('idNumber')}
          />
          <NewPasswordFields password={part('password')} again={part('again')} />
          <PhoneAndCode
            purpose="REGISTER"
            phone={part('phone')}
            code={part('code')}
            onPhoneFault={(phone) => own.mark({ phone })}
          />
        </div>
        <Refusal error={own.notice} />
        <button type="submit" className={styles.submit} disabled={busy}>
          {busy ? '正在注册…' : '注册'}
        </button>
        <div className={styles.links}>
          <Link href={`/m/sign-in?next=${encodeURIComponent(next)}`} prefetch={false}>
            已有账号，去登录
          </Link>
        </div>
      </form>
    </MobilePage>
  )
}

function PhoneTaken({ next }: { next: string }) {
  return (
    <>
      手机号或证件号码已注册，不能重复注册。已有账号的请直接
      <Link href={`/m/sign-in?next=${encodeURIComponent(next)}`} className={fields.inline}>
        登录
      </Link>
      或找回密码；具体情况见发到该手机的短信。
    </>
  )
}
