import { useCallback, useRef, useState } from 'react'
import deskCss from '@/components/filing/desk.module.css'
import { PhotoStrip } from '@/components/filing/photo-strip'
import { PhotoViewer, type ViewerHandle } from '@/components/filing/photo-viewer'
import { useDeskKeys } from '@/components/filing/use-desk-keys'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** The newest photo of each place on the machine, as on the desk: large, with its strip and keys. */
export function MachinePhotos({ photos: registered }: { photos: ConsoleMachine['photos'] }) {
  const photos = registered.map((photo) => ({ ...photo, latitude: null, longitude: null, changed: false }))
  const [photoId, setPhotoId] = useState(photos[0]?.photoId)
  const shown = photos.find((photo) => photo.photoId === photoId) ?? photos[0]
  const viewer = useRef<ViewerHandle>(null)
  const register = useCallback((handle: ViewerHandle) => {
    viewer.current = handle
  }, [])
  const step = (by: number) => {
    const at = photos.findIndex((photo) => photo.photoId === shown?.photoId)
    if (photos.length > 0) setPhotoId(photos[(at + by + photos.length) % photos.length]?.photoId)
  }
  useDeskKeys({
    next: () => step(1),
    previous: () => step(-1),
    mark: () => undefined,
    zoomIn: () => viewer.current?.zoomIn(),
    zoomOut: () => viewer.current?.zoomOut(),
    rotate: () => viewer.current?.rotate(),
    fullScreen: () => viewer.current?.fullScreen(),
  })
  return (
    <div className={deskCss.photos}>
      <PhotoViewer photo={shown} register={register} />
      <PhotoStrip
        label="登记照片"
        photos={photos}
        shown={shown}
        onShow={(photo) => setPhotoId(photo.photoId)}
      />
    </div>
  )
}
