import { type RefObject, useCallback } from 'react'
import deskCss from '@/components/filing/desk.module.css'
import { type DeskPhoto, PhotoViewer, type ViewerHandle } from '@/components/filing/photo-viewer'
import { PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import css from './change.module.css'

type Props = {
  /** Of the change. */
  sent: readonly DeskPhoto[]
  /** Of the machine as registered. */
  registered: readonly DeskPhoto[]
  shown: DeskPhoto | undefined
  viewer: RefObject<ViewerHandle | null>
  onShow: (photo: DeskPhoto) => void
}

/** The photo in question, large; one that takes another's place stands below that other. */
export function ChangePhotos({ sent, registered, shown, viewer, onShow }: Props) {
  const register = useCallback(
    (handle: ViewerHandle) => {
      viewer.current = handle
    },
    [viewer],
  )
  const replaced = shown?.changed ? registered.find(({ slot }) => slot === shown.slot) : undefined
  return (
    <div className={deskCss.photos}>
      {replaced ? (
        <div className={css.pair}>
          <figure className={css.side}>
            <figcaption>原照片</figcaption>
            <PhotoViewer photo={replaced} register={ignore} />
          </figure>
          <figure className={css.side}>
            <figcaption>变更照片</figcaption>
            <PhotoViewer photo={shown} register={register} />
          </figure>
        </div>
      ) : (
        <PhotoViewer photo={shown} register={register} />
      )}
      <Strip photos={[...sent, ...registered]} shown={shown} onShow={onShow} />
    </div>
  )
}

function ignore() {}

/** Those of the change first, marked as new. */
function Strip({
  photos,
  shown,
  onShow,
}: Pick<Props, 'shown' | 'onShow'> & { photos: readonly DeskPhoto[] }) {
  if (photos.length === 0) return null
  return (
    <div className={deskCss.strip} role="listbox" aria-label="变更照片和登记照片">
      {photos.map((photo) => {
        const active = photo.photoId === shown?.photoId
        const names = [
          deskCss.thumb,
          active ? deskCss.thumbActive : '',
          photo.changed ? deskCss.thumbChanged : '',
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
