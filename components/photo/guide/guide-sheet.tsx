'use client'

import { Sheet } from '@/components/mobile/sheet'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { guideOf } from './entries'
import { GuideArticle } from './guide-article'

/** The guide's entry for one slot, in a sheet over the form. */
export function GuideSheet({ slot, onClose }: { slot: PhotoSlot; onClose: () => void }) {
  const entry = guideOf(slot)
  if (!entry) return null
  return (
    <Sheet title={entry.title} onClose={onClose}>
      {() => <GuideArticle entry={entry} />}
    </Sheet>
  )
}
