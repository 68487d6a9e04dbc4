'use client'

import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { OwnerImage } from '@/components/mobile/owner-image'
import { PictureView } from '@/components/mobile/picture-view'
import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import styles from './owner.module.css'

export type SlotPhoto = { slot: PhotoSlot; url: string; thumbnailUrl: string }

/** All photos with captions; a tap opens the large view. */
export function FilingPhotos({ photos }: { photos: readonly SlotPhoto[] }) {
  if (photos.length === 0) return null
  return (
    <section className={blocks.box} aria-label="照片">
      <h2>照片</h2>
      <ul className={styles.photos}>
        {photos.map((photo) => (
          <li key={photo.slot}>
            <PhotoButton photo={photo} caption={PHOTO_SLOT_LABELS[photo.slot]} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function PhotoButton({ photo, caption }: { photo: SlotPhoto; caption: string }) {
  const [open, setOpen] = useState(false)
  const title = PHOTO_SLOT_LABELS[photo.slot]
  return (
    <>
      <button
        type="button"
        className={styles.photo}
        aria-label={caption === title ? `查看大图：${title}` : `${caption}，查看大图：${title}`}
        onClick={() => setOpen(true)}
      >
        <span className={styles.frame}>
          <OwnerImage source={photo.thumbnailUrl} alt="" />
        </span>
        {caption}
      </button>
      {open && <PictureView source={photo.url} title={title} onClose={() => setOpen(false)} />}
    </>
  )
}
