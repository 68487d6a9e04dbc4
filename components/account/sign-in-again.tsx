'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useId, useRef } from 'react'
import { showModal } from '@/components/ui/show-modal'
import styles from './sign-in-again.module.css'
import { SignInForm } from './sign-in-form'

type Props = { onDone: () => void; onLater: () => void }

/** The sign-in form over the page. The browser's own dialog keeps the focus inside and the page behind it still. */
export function SignInAgain({ onDone, onLater }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const title = useId()
  const path = usePathname()

  useEffect(() => {
    const shown = dialog.current
    if (!shown) return
    // What happened is read first; an input would raise the phone's keyboard over it.
    void showModal(shown).then(() => heading.current?.focus())
    return () => {
      if (shown.open) shown.close()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      className={styles.sheet}
      onCancel={(event) => {
        event.preventDefault()
        onLater()
      }}
    >
      <h2 id={title} ref={heading} tabIndex={-1} className={styles.title}>
        登录已失效
      </h2>
      <p className={styles.text}>请重新登录。页面上已填写的内容不会丢失，登录后自动继续。</p>
      <SignInForm
        onDone={onDone}
        links={
          <>
            <Link href={`/m/forgot?next=${encodeURIComponent(path)}`} onClick={onLater} prefetch={false}>
              忘记密码
            </Link>
            <button type="button" onClick={onLater}>
              暂不登录
            </button>
          </>
        }
      />
    </dialog>
  )
}
