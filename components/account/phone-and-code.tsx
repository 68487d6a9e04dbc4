'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Field } from '@/components/mobile/field'
import styles from '@/components/mobile/field.module.css'
import { useSecondsLeft } from '@/components/mobile/use-seconds-left'
import { ApiError } from '@/lib/client/api-error'
import { normalisePhone } from '@/lib/core/phone'
import { sendCode } from '@/lib/features/account/api'
import { type CodePurpose, phoneInput } from '@/lib/features/account/schema'
import { rememberCode, rememberedCode, type SentCode } from './code-memory'

type Part = { value: string; fault?: ReactNode; onValue: (value: string) => void; onBlur?: () => void }
type Props = {
  purpose: CodePurpose
  phone: Part
  code: Part
  /** What is wrong with the phone, when a code was asked for. */
  onPhoneFault: (fault: ReactNode) => void
  /** Whose phone it is, where there are several on a page. */
  words?: PhoneWords
}

export type PhoneWords = {
  phone: string
  phonePlaceholder: string
  send: string
  code: string
  codePlaceholder: string
}

const WORDS: PhoneWords = {
  phone: '手机号',
  phonePlaceholder: '输入手机号',
  send: '获取验证码',
  code: '验证码',
  codePlaceholder: '输入手机验证码',
}

const NEVER: SentCode = { phone: '', until: 0 }

/** 手机号 with 获取验证码, and 验证码: how a phone is proven, wherever it is. */
export function PhoneAndCode({ purpose, phone, code, onPhoneFault, words = WORDS }: Props) {
  const [sent, setSent] = useState(NEVER)
  const rows = useRef<HTMLDivElement>(null)
  const typed = normalisePhone(phone.value)
  const waits = useSecondsLeft(sent.phone === typed ? sent.until : 0)

  const fill = useRef(phone.onValue)
  useEffect(() => {
    const kept = rememberedCode(purpose)
    if (!kept) return
    setSent(kept)
    if (kept.until > Date.now()) fill.current(kept.phone)
  }, [purpose])

  function keep(seconds: number) {
    const next = { phone: typed, until: Date.now() + seconds * 1000 }
    setSent(next)
    rememberCode(purpose, next)
  }

  function refuse(fault: ReactNode) {
    onPhoneFault(fault)
    rows.current?.querySelector<HTMLInputElement>('[name="phone"]')?.focus()
  }

  const sending = useMutation({
    mutationFn: () => sendCode(typed, purpose),
    onSuccess: ({ resendAfterSeconds }) => {
      keep(resendAfterSeconds)
      rows.current?.querySelector<HTMLInputElement>('[name="code"]')?.focus()
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'RATE_LIMITED' && error.retryAfterSeconds) keep(error.retryAfterSeconds)
      refuse(error.fieldMessages.phone ?? error.message)
    },
  })

  function ask() {
    const fault = phoneInput.safeParse(phone.value || undefined).error?.issues[0]
    if (fault) refuse(fault.message)
    else sending.mutate()
  }

  const told = sent.phone === typed && sent.phone !== '' && !phone.fault
  return (
    <div ref={rows}>
      <Field
        label={words.phone}
        name="phone"
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        placeholder={words.phonePlaceholder}
        {...phone}
        action={
          <button
            type="button"
            className={styles.small}
            disabled={sending.isPending || waits > 0}
            onClick={ask}
          >
            {waits > 0 ? `${waits} 秒后可重发` : words.send}
          </button>
        }
      />
      <Field
        label={words.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        placeholder={words.codePlaceholder}
        {...code}
      />
      <p role="status" className={styles.status}>
        {told && sentText(purpose)}
      </p>
    </div>
  )
}

/** No answer of ours tells who is registered, so this does not, either. */
function sentText(purpose: CodePurpose): string {
  if (purpose === 'REGISTER') return '验证码已发送，10 分钟内有效。'
  return '如果该手机号已注册，验证码会在一分钟内送达，10 分钟内有效。'
}
