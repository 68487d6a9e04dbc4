'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { Field } from '@/components/mobile/field'
import styles from '@/components/mobile/field.module.css'
import { useSecondsLeft } from '@/components/mobile/use-seconds-left'
import { ApiError } from '@/lib/client/api-error'
import { normalisePhone } from '@/lib/core/phone'
import { sendAsHuman, sendCode } from '@/lib/features/account/api'
import { type CodePurpose, type codeSent, phoneInput, smsCodeInput } from '@/lib/features/account/schema'
import { rememberCode, rememberedCode, type SentCode } from './code-memory'

type Part = { value: string; fault?: ReactNode; onValue: (value: string) => void; onBlur?: () => void }
type Props = {
  purpose: CodePurpose
  phone: Part
  code: Part
  /** Sends the code of one operation; left out: a code of the purpose alone. */
  send?: (phone: string, humanCheck?: string) => Promise<z.output<typeof codeSent>>
  /** Is there all that the message names? Shows what is missing. */
  isReady?: () => boolean
  /** Called with the fault of the phone when a code cannot be sent. */
  onPhoneFault: (fault: ReactNode) => void
  /** Labels where a page has several phones. */
  labels?: PhoneLabels
}

export type PhoneLabels = {
  phone: string
  phonePlaceholder: string
  send: string
  code: string
  codePlaceholder: string
}

const LABELS: PhoneLabels = {
  phone: '手机号',
  phonePlaceholder: '输入手机号',
  send: '获取验证码',
  code: '验证码',
  codePlaceholder: '输入手机验证码',
}

const NOT_SENT: SentCode = { phone: '', until: 0, goodUntil: 0 }

/** 手机号 with 获取验证码, and 验证码: verifies a phone number. */
export function PhoneAndCode({ purpose, phone, code, onPhoneFault, send, isReady, labels = LABELS }: Props) {
  const [sent, setSent] = useState(NOT_SENT)
  const [share, setShare] = useState<number | null>(null)
  const rows = useRef<HTMLDivElement>(null)
  const typed = normalisePhone(phone.value)
  const secondsLeft = useSecondsLeft(sent.phone === typed ? sent.until : 0)

  const fill = useRef(phone.onValue)
  useEffect(() => {
    const stored = rememberedCode(purpose)
    if (!stored) return
    setSent(stored)
    if (stored.until > Date.now()) fill.current(stored.phone)
  }, [purpose])

  function remember(next: SentCode) {
    setSent(next)
    rememberCode(purpose, next)
  }

  // A code that the server has refused: what it says of it is true, and no longer that one is good for ten minutes.
  const isRefused = Boolean(code.fault) && smsCodeInput.safeParse(code.value).success
  const sentBefore = useRef(sent)
  sentBefore.current = sent
  useEffect(() => {
    if (!isRefused || sentBefore.current.goodUntil === 0) return
    const refused = { ...sentBefore.current, goodUntil: 0 }
    setSent(refused)
    rememberCode(purpose, refused)
  }, [isRefused, purpose])

  function showFault(fault: ReactNode) {
    onPhoneFault(fault)
    rows.current?.querySelector<HTMLInputElement>('[name="phone"]')?.focus()
  }

  const sending = useMutation({
    mutationFn: () =>
      sendAsHuman(
        { phone: typed, purpose },
        (humanCheck) => (send ? send(typed, humanCheck) : sendCode(typed, purpose, humanCheck)),
        setShare,
      ),
    onSettled: () => setShare(null),
    onSuccess: ({ resendAfterSeconds, expiresInSeconds }) => {
      const now = Date.now()
      remember({
        phone: typed,
        until: now + resendAfterSeconds * 1000,
        goodUntil: now + expiresInSeconds * 1000,
      })
      rows.current?.querySelector<HTMLInputElement>('[name="code"]')?.focus()
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'RATE_LIMITED' && error.retryAfterSeconds)
        remember({
          phone: typed,
          until: Date.now() + error.retryAfterSeconds * 1000,
          goodUntil: sent.phone === typed ? sent.goodUntil : 0,
        })
      showFault(Object.values(error.fieldMessages)[0] ?? error.message)
    },
  })

  function requestCode() {
    const fault = phoneInput.safeParse(phone.value || undefined).error?.issues[0]
    if (fault) return showFault(fault.message)
    if (!(isReady?.() ?? true)) return
    // Entered anew: the fault of an earlier try is over, and would hide what becomes of this one.
    phone.onValue(phone.value)
    sending.mutate()
  }

  const isGood = useSecondsLeft(sent.phone === typed ? sent.goodUntil : 0) > 0
  const showSent = isGood && !phone.fault
  return (
    <div ref={rows}>
      <Field
        label={labels.phone}
        name="phone"
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        placeholder={labels.phonePlaceholder}
        {...phone}
        action={
          <button
            type="button"
            className={styles.small}
            disabled={sending.isPending || secondsLeft > 0}
            onClick={requestCode}
          >
            {secondsLeft > 0 ? `${secondsLeft} 秒后可重发` : labels.send}
          </button>
        }
      />
      <Field
        label={labels.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        placeholder={labels.codePlaceholder}
        {...code}
      />
      <p role="status" className={styles.status}>
        {share === null ? showSent && sentText(purpose) : checkText(share)}
      </p>
    </div>
  )
}

/** In steps, so that a screen reader says it three times and not a hundred. */
function checkText(share: number): string {
  const done = share < 0.4 ? '' : share < 0.8 ? '已过半，' : '快好了，'
  return `今天获取验证码的次数较多，本机正在自动验证，${done}只需几秒，您不用做什么…`
}

/** Must not reveal whether the phone is registered; the API does not, either. */
function sentText(purpose: CodePurpose): string {
  if (purpose === 'REGISTER') return '验证码已发送，10 分钟内有效。'
  if (purpose === 'NEW_PHONE')
    return '短信已发送，其中的验证码 10 分钟内有效；该手机号已注册账号的，短信会说明，不能改用。'
  // Only the account's own phone gets this one, and no one is to be told.
  if (purpose === 'CLOSE_ACCOUNT' || purpose === 'CHANGE_PHONE')
    return '如果填的是本账号的手机号，验证码会在一分钟内送达，10 分钟内有效。请勿告诉他人。'
  if (purpose === 'LOGIN' || purpose === 'RESET_PASSWORD')
    return '如果该手机号已注册，验证码会在一分钟内送达，10 分钟内有效。'
  return '如果该手机号已注册，验证码会在一分钟内送达，10 分钟内有效。短信写明机械和对方，请机主看清后再告知。'
}
