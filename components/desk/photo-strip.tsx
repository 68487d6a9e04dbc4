import { PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import css from './desk.module.css'
import type { DeskPhoto } from './photo-viewer'

/** Small pictures in a row; the shown one is framed, new ones and those marked for correction say so. */
export function PhotoStrip({
  label,
  photos,
  shown,
  marks = [],
  onShow,
}: {
  label: string
  photos: readonly DeskPhoto[]
  shown: DeskPhoto | undefined
  marks?: readonly string[]
  onShow: (photo: DeskPhoto) => void
}) {
  if (photos.length === 0) return null
  return (
    <div className={css.strip} role="listbox" aria-label={label}>
      {photos.map((photo) => {
        const active = photo.photoId === shown?.photoId
        const names = [
          css.thumb,
          active ? css.thumbActive : '',
          photo.changed ? css.thumbChanged : '',
          marks.includes(`photos.${photo.slot}`) ? css.thumbMarked : '',
        ]
        return (
          <button
            key={photo.photoId}
            type="button"
            role="option"
            aria-selected={active}
            className={names.join(' ')}
            onClick={() => onShow(photo)}
          >
            {/* biome-ignore lint/performance/noImgElement: private bytes behind a session */}
            <img src={photo.thumbnailUrl} alt="" loading="lazy" />
            <span>{PHOTO_SLOT_LABELS[photo.slot].replace('照片', '')}</span>
          </button>
        )
      })}
    </div>
  )
}
