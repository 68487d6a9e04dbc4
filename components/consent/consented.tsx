'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { useMay } from '@/components/role/use-may'
import { consentsQuery } from '@/lib/features/consent/api'

/** Rarely needed: once for each version of the notice. */
const ConsentForm = dynamic(() => import('./consent-form').then((part) => part.ConsentForm))

/** What the signed-in account has still to accept; false while that is not known, e.g. offline, and for who may only look at a unit's. */
export function useConsentMissing(): boolean {
  const session = useOwnerSession()
  const { data } = useQuery({ ...consentsQuery(), enabled: Boolean(session) })
  const { may } = useMay('FILE')
  return Boolean(session) && may && (data?.missing.length ?? 0) > 0
}

/**
 * A page for filing or changing something: an account that has not accepted the notice in force is asked first. Offline the
 * form is shown, since nothing is sent before the network, and with it the question, is back.
 */
export function Consented({ title, children }: { title: string; children: ReactNode }) {
  if (!useConsentMissing()) return children
  return (
    <MobilePage title={title} back="/m">
      <p style={{ marginBottom: 12 }}>
        办理之前，请阅读并确认下面两项。不同意也可以查看已有的登记和机械，只是不能办理新的登记和变更。
      </p>
      <ConsentForm />
    </MobilePage>
  )
}
