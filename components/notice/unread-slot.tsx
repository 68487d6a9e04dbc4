'use client'

import dynamic from 'next/dynamic'
import { useOwnerSession } from '@/components/mobile/use-owner-session'

/** Fetched after the page stands, and only where somebody is signed in. */
const UnreadBadge = dynamic(() => import('./unread-badge').then((module) => module.UnreadBadge), {
  ssr: false,
})

export function UnreadSlot() {
  return useOwnerSession() ? <UnreadBadge /> : null
}
