'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import { useEffect } from 'react'
import { z } from 'zod'
import { forgetCode } from '@/components/account/code-memory'
import { PhoneAndCode } from '@/components/account/phone-and-code'
import { Field } from '@/components/mobile/field'
import { Refusal } from '@/components/mobile/refusal'
import { type Faults, faultsOf, useFields } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { phoneInput, smsCodeInput } from '@/lib/features/account/schema'
import { giveConsent, sendConsentCode } from '@/lib/features/draft/api/consent'
import type { Draft } from '@/lib/features/draft/api/draft'
import styles from './form.module.css'

type Name = 'ownerName' | 'phone' | 'code'
const consentInput = z.object({
  ownerName: z.string('请填写所有者姓名').trim().min(1, '请填写所有者姓名').max(200, '不能超过 200 个字'),
  phone: phoneInput,
  code: smsCodeInput,
})
const check = (values: Record<Name, string>): Faults<Name> => faultsOf<Name>(consentInput, values)

type Props = {
  draft: Draft
  /** Offers to return to the account itself; empty: it is the owner already, or another owner is to consent again. */
  ownName: string
  /** Who consented before. */
  ownerName?: string
  onConsent: () => void
}

/** Registered name, phone and SMS code of the owner (manual, 1) 基本信息, 帮其他机械所有者登记). */
export function ConsentForm({ draft, ownName, ownerName = '', onConsent }: Props) {
  const fields = useFields<Name>({ ...namedBefore(draft, ownerName), code: '' }, check)
  const { values, part } = fields
  useNamedOwner(draft, values)
  const consent = useMutation({
    mutationFn: ({ ownerName, phone, code }: Record<Name, string>) =>
      giveConsent(draft, { ownerName, ownerPhone: phone, code }),
    onSuccess: () => {
      forgetCode('AGENT_CONSENT')
      onConsent()
    },
    onError: (error) => fields.refuse(withFormPaths(error)),
  })
  const busy = consent.isPending
  const submit = () => {
    if (!busy && fields.isRight()) consent.mutate(values)
  }
  return (
    <form
      method="post"
      ref={fields.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className={styles.note}>
        机械所有者须已注册。请填写所有者注册的姓名（单位名称）和手机号，并录入该手机收到的验证码。
        {ownName && `改回本人时，填写本人的姓名和手机号。`}
      </p>
      <Refusal error={fields.notice} />
      <Field
        label="所有者"
        name="ownerName"
        autoComplete="off"
        placeholder="姓名或单位名称"
        {...part('ownerName')}
      />
      <PhoneAndCode
        purpose="AGENT_CONSENT"
        send={(phone, humanCheck) =>
          sendConsentCode(draft, { ownerName: values.ownerName, ownerPhone: phone, humanCheck })
        }
        isReady={() => {
          if (values.ownerName.trim() !== '') return true
          fields.fail({ ownerName: '请先填写所有者姓名' })
          return false
        }}
        phone={part('phone')}
        code={part('code')}
        onPhoneFault={(fault) => fields.fail({ phone: fault })}
      />
      <div className={styles.answers}>
        {ownName && (
          <Button onClick={() => fields.change('ownerName', ownName)} type="button">
            填入本人姓名
          </Button>
        )}
        <Button type="submit" color="primary" fill="outline" loading={busy} disabled={busy}>
          确认所有者
        </Button>
      </div>
    </form>
  )
}

/** What was typed before a reload. */
function namedBefore(draft: Draft, ownerName: string): Pick<Record<Name, string>, 'ownerName' | 'phone'> {
  const { name = '', phone = '' } = draft.snapshot().record.namedOwner ?? {}
  return { ownerName: name || ownerName, phone }
}

/** Stored with the draft on this phone, as all that is typed: a phone drops pages while their owner reads a message. */
function useNamedOwner(draft: Draft, { ownerName: name, phone }: Record<Name, string>): void {
  useEffect(() => {
    const before = draft.snapshot().record.namedOwner ?? { name: '', phone: '' }
    if (before.name !== name || before.phone !== phone) void draft.nameOwner({ name, phone })
  }, [draft, name, phone])
}

/** Maps the API path `ownerPhone` to this form's field `phone`. */
function withFormPaths(error: unknown): unknown {
  if (!(error instanceof ApiError) || !error.problem.errors) return error
  const errors = error.problem.errors.map((fault) =>
    fault.path === 'ownerPhone' ? { ...fault, path: 'phone' } : fault,
  )
  return new ApiError({ ...error.problem, errors }, error.retryAfterSeconds)
}
