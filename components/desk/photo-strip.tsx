import { useEffect, useRef } from 'react'
import type { DeskPhoto } from './desk-photo'
import styles from './photo-strip.module.css'

type Props<P extends DeskPhoto> = {
  label: string
  photos: readonly P[]
  shown: P | undefined
  /** Whether a photo is marked for correction. */
  isMarked?: (photo: P) => boolean
  onShow: (photo: P) => void
}

/** Thumbnails in a row with the keys that show them; the selected one is framed, changed and marked ones are highlighted. */
export function PhotoStrip<P extends DeskPhoto>({ label, photos, shown, isMarked, onShow }: Props<P>) {
  const active = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: for another photo
  useEffect(() => scrollToThumb(active.current), [shown?.photoId])
  if (photos.length === 0) return null
  return (
    <div className={styles.strip} role="listbox" aria-label={label}>
      {photos.map((photo, index) => {
        const isShown = photo.photoId === shown?.photoId
        const names = [
          styles.thumb,
          isShown ? styles.thumbActive : '',
          photo.changed ? styles.thumbChanged : '',
          isMarked?.(photo) ? styles.thumbMarked : '',
        ]
        return (
          <button
            key={photo.photoId}
            type="button"
            role="option"
            aria-selected={isShown}
            // One tab stop: the arrow keys step through them.
            tabIndex={isShown ? 0 : -1}
            ref={isShown ? active : undefined}
            className={names.join(' ')}
            onClick={() => onShow(photo)}
          >
            {/* biome-ignore lint/performance/noImgElement: private bytes behind a session */}
            <img src={photo.thumbnailUrl} alt="" />
            <span>
              {index < 9 ? <b aria-hidden>{index + 1} </b> : null}
              {photo.label.replace('照片', '')}
            </span>
          </button>
        )
      })}
    </div>
  )
}

/** Moves the strip alone: the page stays where it is. */
function scrollToThumb(thumb: HTMLElement | null): void {
  const strip = thumb?.parentElement
  if (!thumb || !strip) return
  const last = thumb.offsetLeft
  const first = last + thumb.offsetWidth - strip.clientWidth
  strip.scrollLeft = Math.min(Math.max(strip.scrollLeft, first), last)
}
