'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ConsentTicks } from '@/components/consent/consent-ticks'
import { ChoiceTabs } from '@/components/mobile/choice-tabs'
import { Field } from '@/components/mobile/field'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refusal } from '@/components/mobile/refusal'
import { useFields, useRepeatKey } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { IDENTITY_DOCUMENTS, REGISTRABLE } from '@/lib/core/identity-document'
import { register } from '@/lib/features/account/api'
import { BOTH_CONSENTS } from '@/lib/features/consent/api'
import styles from './account.module.css'
import { forgetCode } from './code-memory'
import { JoinInstead } from './join-instead'
import { NewPasswordFields } from './new-password-fields'
import { PhoneAndCode } from './phone-and-code'
import {
  EMPTY,
  idNumberHint,
  idNumberLabel,
  type Kind,
  kindOf,
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
  /** After an answer that the number is taken: whoever registers may say that it is his own. */
  const [taken, setTaken] = useState(false)
  const [contested, setContested] = useState(false)
  /** A unit's second employee registers in the own name, to join it. */
  const [joining, setJoining] = useState(false)
  const own = useFields(EMPTY, (values) => registrationFaults(kind, values))
  const keyFor = useRepeatKey()
  const enter = useEntry()
  const labels = LABELS[kind]

  const fill = useRef(own.fill)
  useEffect(() => {
    const { kind: storedKind, name = '', idNumber = '', documentKind = 'RESIDENT_ID' } = storedRegistration()
    if (storedKind) setKind(storedKind)
    fill.current({ name, idNumber, documentKind })
  }, [])

  /** In the tab, while the owner reads the message with the code. */
  function store(changed: Partial<Registration & { kind: Kind }>) {
    const { name, idNumber, documentKind } = { ...own.values, ...changed }
    storeRegistration({ kind: changed.kind ?? kind, name, idNumber, documentKind })
  }

  const part = (name: keyof Registration) => ({
    ...own.part(name),
    onValue: (value: string) => {
      own.change(name, value)
      // A phone that is remembered from before a reload arrives before the rest is read again.
      if (name === 'name' || name === 'idNumber') store({ [name]: value })
    },
  })

  function choose(chosen: Kind) {
    setKind(chosen)
    // The rules of these two fields depend on the kind.
    own.mark({ name: undefined, idNumber: undefined })
    store({ kind: chosen })
  }

  function registerToJoin() {
    choose('PERSON')
    setJoining(true)
    setTaken(false)
    setContested(false)
    own.fill({ name: '', idNumber: '', code: '' })
    own.mark({ phone: undefined })
    store({ kind: 'PERSON', name: '', idNumber: '' })
  }

  function chooseDocument(documentKind: string) {
    own.fill({ documentKind })
    own.mark({ idNumber: undefined })
    store({ documentKind })
  }

  const registration = useMutation({
    mutationFn: (body: Parameters<typeof register>[0]) => register(body, keyFor(body)),
    // Never cache a password.
    gcTime: 0,
    onSuccess: () => {
      storeRegistration(null)
      forgetCode('REGISTER')
      enter(contested ? '/m/me/dispute' : joining ? '/m/me/units' : next)
    },
    onError: (error) => {
      const isTaken = error instanceof ApiError && error.code === 'PHONE_TAKEN'
      if (isTaken) setTaken(true)
      if (isTaken) own.fail({ phone: <PhoneTaken next={next} /> })
      else own.refuse(error)
    },
  })
  // Busy until the next page is shown.
  const busy = registration.isPending || registration.isSuccess

  function submit(event: FormEvent) {
    event.preventDefault()
    if (busy || !own.isRight()) return
    const { again: _, notice: __, sensitive: ___, documentKind, ...values } = own.values
    registration.mutate({
      type: kind,
      ...values,
      documentKind: kindOf(kind, documentKind),
      ...(contested ? { contested } : {}),
      consents: BOTH_CONSENTS,
    })
  }

  return (
    <MobilePage title="注册" back="/m">
      <ChoiceTabs label="注册类型" tabs={TABS} chosen={kind} onChoose={choose} controls="registration" />
      <form
        method="post"
        ref={own.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
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
          {kind === 'PERSON' && (
            <div className={fields.field}>
              <label className={fields.row}>
                <span className={fields.label}>证件类型</span>
                <select
                  className={fields.input}
                  value={own.values.documentKind}
                  onChange={({ target }) => chooseDocument(target.value)}
                >
                  {REGISTRABLE.PERSON.map((each) => (
                    <option key={each} value={each}>
                      {IDENTITY_DOCUMENTS[each].label}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          )}
          <Field
            label={idNumberLabel(kind, own.values.documentKind)}
            placeholder={idNumberHint(kind, own.values.documentKind)}
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
        {taken && kind === 'UNIT' && <JoinInstead code={own.values.idNumber} onPerson={registerToJoin} />}
        {taken && (
          <label className={styles.contest}>
            <input
              type="checkbox"
              checked={contested}
              onChange={({ target }) => setContested(target.checked)}
            />
            <span>
              证件号码是我的，被他人注册了：注册后提交证明材料申诉，由工作人员核实。勾选后请重新获取验证码
            </span>
          </label>
        )}
        <ConsentTicks notice={part('notice')} sensitive={part('sensitive')} />
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
