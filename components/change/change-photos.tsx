import { type RefObject, useCallback } from 'react'
import deskCss from '@/components/desk/desk.module.css'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { type DeskPhoto, PhotoViewer, type ViewerHandle } from '@/components/desk/photo-viewer'
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
      {/* Those of the change first, marked as new. */}
      <PhotoStrip
        label="变更照片和登记照片"
        photos={[...sent, ...registered]}
        shown={shown}
        onShow={onShow}
      />
    </div>
  )
}

function ignore() {}
