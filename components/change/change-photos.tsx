import type { DeskPhoto } from '@/components/desk/desk-photo'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer, type ViewerHandle } from '@/components/desk/photo-viewer'
import css from './change.module.css'

type Props<P extends DeskPhoto> = {
  /** Of the change. */
  sent: readonly P[]
  /** Of the machine as registered. */
  registered: readonly P[]
  shown: P | undefined
  show: (photo: P) => void
  register: (handle: ViewerHandle) => void
}

/** The selected photo, large; a replacement below the photo it replaces. */
export function ChangePhotos<P extends DeskPhoto>({ sent, registered, shown, show, register }: Props<P>) {
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
      <PhotoStrip label="变更照片和登记照片" photos={[...sent, ...registered]} shown={shown} onShow={show} />
    </>
  )
}

function noop() {}
