import type { FormEvent, ReactNode, RefObject } from 'react'
import account from '@/components/account/account.module.css'
import fields from '@/components/mobile/field.module.css'
import { Refusal } from '@/components/mobile/refusal'
import type { ApiError } from '@/lib/client/api-error'
import styles from './member.module.css'

type Props = {
  title: string
  /** The button, and what it says while the request is under way. */
  act: string
  acting: string
  own: { form: RefObject<HTMLFormElement | null>; notice: ApiError | null; isRight: () => boolean }
  sending: { isPending: boolean; mutate: () => void }
  /** What came of it; null before. */
  done: string | null
  /** The fields. */
  children: ReactNode
}

/** The two small forms by which a unit and a person find each other: 邀请人员 and 加入单位. */
export function AskForm({ title, act, acting, own, sending, done, children }: Props) {
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!sending.isPending && own.isRight()) sending.mutate()
  }
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
        <div className={fields.fields}>{children}</div>
        <Refusal error={own.notice} />
        {done && (
          <p role="status" className={account.good}>
            {done}
          </p>
        )}
        <button type="submit" className={account.submit} disabled={sending.isPending}>
          {sending.isPending ? acting : act}
        </button>
      </form>
    </section>
  )
}
