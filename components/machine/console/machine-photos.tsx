import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { deskPhotos } from '@/components/photo/desk-photos'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** The newest photo of each slot, with viewer, strip and keys. */
export function MachinePhotos({ photos: registered }: { photos: ConsoleMachine['photos'] }) {
  const photos = deskPhotos(registered).map((photo) => ({
    ...photo,
    latitude: null,
    longitude: null,
    changed: false,
  }))
  const { shown, show, register } = usePhotoDesk(photos)
  return (
    <>
      <PhotoViewer photo={shown} register={register} />
      <PhotoStrip label="登记照片" photos={photos} shown={shown} onShow={show} />
    </>
  )
}
