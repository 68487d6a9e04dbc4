'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Loading } from '@/components/mobile/states'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import { maskName } from '@/lib/core/mask'
import { ownerPath } from '@/lib/core/own-path'
import { enterByTicket, lookAtTicket, whoIsSignedIn } from '@/lib/features/account/api'
import type { AccountDto, TicketHolder } from '@/lib/features/account/schema'
import styles from './account.module.css'
import { useEntry } from './use-entry'

type EntryParams = { ticket: string; next: string; key: string }

/**
 * Reads the ticket that the mini program passes in the URL fragment, and removes it from the URL and the history before it
 * is used, so that neither going back nor a shared link exposes it.
 */
function takeEntryParams(): EntryParams {
  const params = new URLSearchParams(window.location.hash.slice(1))
  window.history.replaceState(null, '', window.location.pathname)
  return { ticket: params.get('ticket') ?? '', next: ownerPath(params.get('next')), key: newKey() }
}

type Question = { holder: TicketHolder; present: AccountDto | null }

/**
 * Entry page of the mini program's web-view. Its ticket is valid once and for one minute, and is used only when the person
 * confirms whom it signs in: the address may have come from somebody else.
 */
export function EnterPage() {
  const entryParams = useRef<EntryParams>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const [refusal, setRefusal] = useState<unknown>(null)
  const [busy, setBusy] = useState<string | null>('正在核对登录凭证…')
  const [tries, setTries] = useState(0)
  const enter = useRef(useEntry())

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` triggers another attempt
  useEffect(() => {
    entryParams.current ??= takeEntryParams()
    const { ticket, next } = entryParams.current
    if (!ticket) return enter.current(`/m/sign-in?next=${encodeURIComponent(next)}`)
    let cancelled = false
    Promise.all([lookAtTicket(ticket), whoIsSignedIn()])
      .then(([holder, present]) => !cancelled && setQuestion({ holder, present }))
      .catch((error: unknown) => !cancelled && setRefusal(error ?? true))
      .finally(() => !cancelled && setBusy(null))
    return () => {
      cancelled = true
    }
  }, [tries])

  const { ticket = '', next = '/m', key = '' } = entryParams.current ?? {}
  const confirm = () => {
    setBusy('正在登录…')
    enterByTicket(ticket, key).then(
      () => enter.current(next),
      (error: unknown) => {
        setRefusal(error ?? true)
        setBusy(null)
      },
    )
  }
  const retry = () => {
    setRefusal(null)
    if (question) return confirm()
    setBusy('正在核对登录凭证…')
    setTries(tries + 1)
  }

  if (busy)
    return (
      <MobilePage title="登录">
        <Loading label={busy} />
      </MobilePage>
    )
  if (refusal || !question) return <Refused refusal={refusal} next={next} onRetry={retry} />
  return <Asked question={question} onConfirm={confirm} />
}

function Asked({ question: { holder, present }, onConfirm }: { question: Question; onConfirm: () => void }) {
  const router = useRouter()
  const back = () => (window.history.length > 1 ? router.back() : router.replace('/m'))
  return (
    <MobilePage title="确认登录">
      <h2 className={styles.question}>
        以 {holder.nameMasked}（{holder.phoneMasked}）登录？
      </h2>
      {present && present.id !== holder.accountId && (
        <p role="alert" className={fields.notice}>
          本机现在登录的是 {maskName(present.name)}（{present.phoneMasked}），确认后将退出该账号。
        </p>
      )}
      <p className={styles.text}>
        如果这不是您本人的账号，请取消：以他人的账号登录后，您填写的内容会记在他人名下。
      </p>
      <div className={styles.actions}>
        <button type="button" className={styles.submit} onClick={onConfirm}>
          确认登录
        </button>
        <button type="button" className={`${styles.submit} ${styles.plain}`} onClick={back}>
          取消
        </button>
      </div>
    </MobilePage>
  )
}

function Refused({ refusal, next, onRetry }: { refusal: unknown; next: string; onRetry: () => void }) {
  const known = refusal instanceof ApiError ? refusal : null
  return (
    <MobilePage title="没有登录成功">
      <div className={styles.form}>
        <p role="alert" className={fields.notice}>
          {known?.message ?? '登录没有成功，请重试'}
        </p>
        {known?.code !== 'INVALID_CREDENTIALS' && known?.code !== 'NOT_ADMITTED' && (
          <button type="button" className={styles.submit} onClick={onRetry}>
            重试
          </button>
        )}
        <Link href={`/m/sign-in?next=${encodeURIComponent(next)}`} className={styles.go}>
          用手机号登录
        </Link>
      </div>
    </MobilePage>
  )
}
