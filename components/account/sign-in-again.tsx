'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useId, useRef } from 'react'
import { useQuietStart } from '@/components/mobile/quiet'
import { showModal } from '@/components/ui/show-modal'
import styles from './sign-in-again.module.css'
import { SignInForm } from './sign-in-form'

type Props = { onDone: () => void; onLater: () => void }

/** Sign-in form over the page, in a native dialog: it traps the focus and makes the page behind it inert. */
export function SignInAgain({ onDone, onLater }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const title = useId()
  const path = usePathname()
  useQuietStart()

  useEffect(() => {
    const shown = dialog.current
    if (!shown) return
    // Focus the heading: an input would raise the phone's keyboard over the explanation.
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
