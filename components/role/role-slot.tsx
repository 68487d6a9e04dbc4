'use client'

import dynamic from 'next/dynamic'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import type { UnitRole } from '@/lib/core/unit-role'

/** Loaded after the page is rendered, and only if somebody is signed in. */
const RoleBadge = dynamic(() => import('./role-badge').then((module) => module.RoleBadge), { ssr: false })

export function RoleSlot({ needs }: { needs: UnitRole }) {
  return useOwnerSession() ? <RoleBadge needs={needs} /> : null
}
