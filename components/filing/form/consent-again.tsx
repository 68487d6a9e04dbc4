'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import type { Draft } from '@/lib/features/draft/api/draft'
import { consentSentence } from '@/lib/features/filing/rules/consent'
import styles from './form.module.css'

const ConsentForm = dynamic(() => import('./consent-form').then((part) => part.ConsentForm))

/** Before an agent submits: whether the owner's consent holds for what is filled in, and the form that asks for it again. */
export function ConsentAgain({ draft }: { draft: Draft }) {
  const { filing } = useSyncExternalStore(draft.subscribe, draft.snapshot, draft.snapshot).record
  if (!filing?.consent) return null
  return (
    <section className={styles.card} aria-label="机械所有者的确认">
      <h3 className={styles.sub}>机械所有者的确认：{filing.ownerName}</h3>
      <p className={styles.note}>{consentSentence(filing.consent, true)}</p>
      {filing.consent.state !== 'HOLDS' && (
        <ConsentForm draft={draft} ownName="" ownerName={filing.ownerName} onConsent={() => undefined} />
      )}
    </section>
  )
}
