'use client'

import { useMutation } from '@tanstack/react-query'
import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { useMay } from '@/components/role/use-may'
import { takeBackConsentMutation } from '@/lib/features/filing/api/owner'
import { consentSentence } from '@/lib/features/filing/rules/consent'
import type { FilingDto } from '@/lib/features/filing/schema/owner'

/** The owner's consent to an agent's filing, to both; the owner may take it back until it is submitted. */
export function OwnerConsent({ filing, mine, what }: { filing: FilingDto; mine: boolean; what: string }) {
  const [confirming, setConfirming] = useState(false)
  const takeBack = useMutation(takeBackConsentMutation)
  const { may } = useMay('FILE')
  const { consent, id } = filing
  if (!consent) return null
  return (
    <>
      <p className={styles.note}>{consentSentence(consent, mine)}</p>
      {!mine && may && consent.state !== 'TAKEN_BACK' && (
        <Button block color="danger" fill="outline" onClick={() => setConfirming(true)}>
          收回同意
        </Button>
      )}
      {confirming && (
        <Confirm
          title="收回对这条登记的同意？"
          act="收回同意"
          danger
          onAct={() => takeBack.mutateAsync(id)}
          onClose={() => setConfirming(false)}
        >
          <p>{what}。</p>
          <p>收回后，被委托人不能提交这条登记；您再次提供验证码后才能继续。</p>
        </Confirm>
      )}
    </>
  )
}
