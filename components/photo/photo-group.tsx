'use client'

import { type ReactNode, useId, useState } from 'react'
import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import { contentOfRecord, photosOfRecord } from '@/lib/features/draft/rules/record'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS, PHOTO_SLOTS, type PhotoSlot } from '@/lib/features/photo/schema'
import { SlotDrawing } from './drawing/slot-drawing'
import { PhotoSlotCard } from './photo-slot'
import styles from './photo-step.module.css'
import { ReadingOffer } from './reading-offer'
import { hasGuide, type ShownGroup } from './shown-groups'
import { useMultiPick } from './use-multi-pick'

type Props = {
  group: ShownGroup
  draft: Draft
  view: DraftView
  /** By path, e.g. `photos.BODY_FRONT`. */
  faults: Record<string, string>
  onGuide: (slot: PhotoSlot) => void
  onMove: (slot: PhotoSlot) => void
}

/** One group of photo slots, with a way to choose several photos at once. */
export function PhotoGroupCards({ group, draft, view, faults, onGuide, onMove }: Props) {
  const { slots, required, anyOf, title, note } = group
  const shown = photosOfRecord(view.record)
  const { fill, preparing, readFaults, clearFault } = useMultiPick(
    (slot, picture) => void draft.addPhoto(slot, picture, picture.name),
  )
  const [surplus, setSurplus] = useState(0)
  const empty = emptySlots(group, new Set(shown.keys()))
  // Where one photo of a group is enough, the fault is reported at the first slot; show it for the group.
  const groupFault = anyOf ? faults[`photos.${slots[0]}`] : undefined
  const faultOf = (slot: PhotoSlot) =>
    readFaults[slot] ??
    (groupFault ? undefined : faults[`photos.${slot}`]) ??
    view.record.refused[`photos.${slot}`]
  const pick = (files: File[]) => setSurplus(fill(files, empty))
  return (
    <Frame group={group}>
      <p className={styles.note}>
        {anyOf || required.size > 0 ? <strong className={styles.must}>{note}</strong> : note}
      </p>
      {groupFault && (
        <p role="alert" className={styles.fault}>
          {groupFault}
        </p>
      )}
      {slots.length > 1 && empty.length > 1 && <MultiPick title={title} count={empty.length} onPick={pick} />}
      {surplus > 0 && (
        <p role="alert" className={styles.fault}>
          多选了 {surplus} 张：这一组没有更多空位，请移动或删除后再选
        </p>
      )}
      <div className={styles.cards}>
        {slots.map((slot) => (
          <PhotoSlotCard
            key={slot}
            slot={slot}
            label={PHOTO_SLOT_LABELS[slot]}
            hint={hasGuide(slot) ? undefined : shortHint(slot)}
            required={required.has(slot)}
            example={<SlotDrawing slot={slot} />}
            shown={shown.get(slot)}
            progress={view.progress[slot]}
            fault={faultOf(slot)}
            preparing={preparing.includes(slot)}
            onPick={(file) => {
              clearFault(slot)
              void draft.addPhoto(slot, file, file.name)
            }}
            onRemove={() => void draft.removePhoto(slot)}
            onRetry={() => void draft.retryPhoto(slot)}
            onGuide={hasGuide(slot) ? () => onGuide(slot) : undefined}
            onMove={() => onMove(slot)}
          >
            <ReadingOffer
              slot={slot}
              shown={shown.get(slot)}
              content={contentOfRecord(view.record)}
              onEnter={(values) => void draft.enter(values)}
            />
          </PhotoSlotCard>
        ))}
      </div>
    </Frame>
  )
}

/** First sentence of the hint (where to stand); the rest is in the note of the group. */
function shortHint(slot: PhotoSlot): string {
  const { hint } = PHOTO_SLOTS[slot]
  return hint.slice(0, hint.indexOf('。') + 1)
}

/** Empty slots that a multiple selection may fill: of OTHER all six, though only one empty slot is shown. */
function emptySlots({ group, slots }: ShownGroup, filled: ReadonlySet<PhotoSlot>): PhotoSlot[] {
  const all = group === 'OTHER' ? OTHERS : slots
  return all.filter((slot) => !filled.has(slot))
}

const OTHERS = PHOTO_SLOT_CODES.filter((slot) => PHOTO_SLOTS[slot].group === 'OTHER')

function MultiPick({
  title,
  count,
  onPick,
}: {
  title: string
  count: number
  onPick: (files: File[]) => void
}) {
  return (
    <label className={styles.several}>
      <input
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp"
        className="visually-hidden"
        aria-label={`选择多张：${title}，最多 ${count} 张`}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          onPick(files)
        }}
      />
      选择多张（依次放入 {count} 个空位）
    </label>
  )
}

function Frame({ group: { title, folded }, children }: { group: ShownGroup; children: ReactNode }) {
  const id = useId()
  if (folded) {
    return (
      <details className={styles.group}>
        <summary className={styles.summary}>{title}</summary>
        {children}
      </details>
    )
  }
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  )
}
