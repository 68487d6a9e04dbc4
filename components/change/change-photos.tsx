import type { DeskPhoto } from '@/components/desk/desk-photo'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import css from './change.module.css'

type Props = {
  /** Of the change. */
  sent: readonly DeskPhoto[]
  /** Of the machine as registered. */
  registered: readonly DeskPhoto[]
}

/** The selected photo, large; a replacement below the photo it replaces. */
export function ChangePhotos({ sent, registered }: Props) {
  // Photos of the change first, marked as new.
  const photos = [...sent, ...registered]
  const { shown, show, register } = usePhotoDesk(photos)
  const replaced = shown?.changed ? registered.find(({ slot }) => slot === shown.slot) : undefined
  return (
    <>
      {replaced ? (
        <div className={css.pair}>
          <figure className={css.side}>
            <figcaption>原照片</figcaption>
            <PhotoViewer photo={replaced} register={noop} />
          </figure>
          <figure className={css.side}>
            <figcaption>变更照片</figcaption>
            <PhotoViewer photo={shown} register={register} />
          </figure>
        </div>
      ) : (
        <PhotoViewer photo={shown} register={register} />
      )}
      <PhotoStrip label="变更照片和登记照片" photos={photos} shown={shown} onShow={show} />
    </>
  )
}

function noop() {}
