import type { ReactNode } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import type { CorrectionGroup } from '@/lib/features/filing/rules/correction'
import { PHOTO_SLOT_LABELS, PHOTO_SLOTS, type PhotoSlot } from '@/lib/features/photo/schema'
import styles from './owner.module.css'

/** What an owner reads on 备案修改, around the inputs: also shown to the officer before a filing is returned. */

/** One return reason with what it names. */
export function CorrectionFrame({ group, children }: { group: CorrectionGroup; children: ReactNode }) {
  return (
    <section className={blocks.box} aria-label={group.title}>
      <h2 className={group.kind === 'section' ? '' : styles.reason}>{group.title}</h2>
      {children}
    </section>
  )
}

/** As in the manual's 备案修改: the submitted value above its correction. */
export function FieldFrame({
  field,
  before,
  children,
}: {
  field: FieldInfo
  before: string
  children?: ReactNode
}) {
  return (
    <fieldset className={styles.correction}>
      <legend>
        {field.label}: {before || '（未填写）'}
      </legend>
      {children}
    </fieldset>
  )
}

export function PhotoFrame({ slot, children }: { slot: PhotoSlot; children?: ReactNode }) {
  const label = PHOTO_SLOT_LABELS[slot]
  return (
    <section className={styles.correction} aria-label={label}>
      <h3>{label}</h3>
      <p className={blocks.hint}>{PHOTO_SLOTS[slot].hint}</p>
      {children}
    </section>
  )
}
