'use client'

import dynamic from 'next/dynamic'
import { useOwnerSession } from '@/components/mobile/use-owner-session'

/** Loaded after the page is rendered, and only if an owner is signed in. */
const NextSteps = dynamic(() => import('./next-steps').then((module) => module.NextSteps), { ssr: false })

export function NextSlot() {
  return useOwnerSession() ? <NextSteps /> : null
}
