'use client'

import { useState } from 'react'
import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import { contentOfRecord, photosOfRecord } from '@/lib/features/draft/rules/record'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { GuideSheet } from './guide/guide-sheet'
import { MoveSheet } from './move-sheet'
import { NameplateChoice } from './nameplate-choice'
import { PhotoGroupCards } from './photo-group'
import styles from './photo-step.module.css'
import { shownGroups } from './shown-groups'

type Props = {
  draft: Draft
  view: DraftView
  /** By path: `hasNameplate`, `photos.BODY_FRONT` … */
  faults: Record<string, string>
}

/** Step 2 图片上传 of a filing. Uploads continue while another step is open. */
export function PhotoStep({ draft, view, faults }: Props) {
  const [guide, setGuide] = useState<PhotoSlot>()
  const [moving, setMoving] = useState<PhotoSlot>()
  const content = contentOfRecord(view.record)
  const filled = new Set(photosOfRecord(view.record).keys())
  const groups = shownGroups(content, filled)
  return (
    <div className={styles.step}>
      <NameplateChoice
        value={content.hasNameplate}
        fault={faults.hasNameplate ?? view.record.refused.hasNameplate}
        onChange={(hasNameplate) => void draft.enter({ hasNameplate })}
      />
      {groups.map((group) => (
        <PhotoGroupCards
          key={group.group}
          group={group}
          draft={draft}
          view={view}
          faults={faults}
          onGuide={setGuide}
          onMove={setMoving}
        />
      ))}
      {typeof content.hasNameplate !== 'boolean' && (
        <p className={styles.waiting}>选择有无铭牌后，在这里上传铭牌、合格证等资料照片。</p>
      )}
      {guide && <GuideSheet slot={guide} onClose={() => setGuide(undefined)} />}
      {moving && (
        <MoveSheet
          from={moving}
          slots={groups.flatMap(({ slots }) => slots)}
          filled={filled}
          onMove={(to) => void draft.movePhoto(moving, to)}
          onClose={() => setMoving(undefined)}
        />
      )}
    </div>
  )
}
