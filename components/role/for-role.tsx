'use client'

import type { ReactNode } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Empty } from '@/components/mobile/states'
import type { UnitRole } from '@/lib/core/unit-role'
import { useMay } from './use-may'

/** Acts of a unit's people: who may not do them reads why in their place. */
export function ForRole({ needs, children }: { needs: UnitRole; children: ReactNode }) {
  const { why } = useMay(needs)
  return why ? <p className={blocks.note}>{why}</p> : children
}

type PageProps = {
  needs: UnitRole
  title: string
  back: string
  /** Where who may only look can go instead. */
  action?: ReactNode
  children: ReactNode
}

/** A page that is nothing but an act: who may not do it reads why instead of a form that would be refused at its end. */
export function RolePage({ needs, title, back, action, children }: PageProps) {
  const { why } = useMay(needs)
  if (!why) return children
  return (
    <MobilePage title={title} back={back}>
      <Empty title={why} action={action} />
    </MobilePage>
  )
}
