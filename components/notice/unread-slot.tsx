'use client'

import dynamic from 'next/dynamic'
import { useOwnerSession } from '@/components/mobile/use-owner-session'

/** Loaded after the page is rendered, and only if an owner is signed in. */
const UnreadBadge = dynamic(() => import('./unread-badge').then((module) => module.UnreadBadge), {
  ssr: false,
})

export function UnreadSlot() {
  return useOwnerSession() ? <UnreadBadge /> : null
}
