'use client'

import dynamic from 'next/dynamic'
import { consentSentence } from '@/lib/features/filing/rules/consent'
import styles from './form.module.css'
import { useForm } from './form-context'
import { OWNER_PATH } from './owner-path'

const ConsentForm = dynamic(() => import('./consent-form').then((part) => part.ConsentForm))

/** 帮其他机械所有者登记: opens the consent form, also to change a confirmed owner or return to the account itself. */
export function OwnerChoice({
  ownName,
  open,
  onOpen,
}: {
  ownName: string
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const { draft, view, faults } = useForm()
  const { filing } = view.record
  const other = filing?.forOther ?? false
  return (
    <>
      {other && <p className={styles.note}>已经所有者的验证码确认，登记在该所有者名下。</p>}
      {filing?.consent && filing.consent.state !== 'HOLDS' && (
        <p className={styles.note}>{consentSentence(filing.consent, true)}</p>
      )}
      {open && faults[OWNER_PATH] && (
        <p role="alert" className={styles.red}>
          {faults[OWNER_PATH]}
        </p>
      )}
      <button
        id={OWNER_PATH}
        type="button"
        className={styles.link}
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        {open ? '收起' : other ? '改为其他所有者，或改回本人' : '帮其他机械所有者登记'}
      </button>
      {open && <ConsentForm draft={draft} ownName={other ? ownName : ''} onConsent={() => onOpen(false)} />}
    </>
  )
}
