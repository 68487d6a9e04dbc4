import { useEffect, useRef } from 'react'
import type { DeskPhoto } from '@/components/desk/desk-photo'
import { PhotoViewer, type ViewerHandle } from '@/components/desk/photo-viewer'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'

type Props = {
  photo: DeskPhoto | undefined
  /** The photo itself is on the screen, not only its thumbnail; at once where there is none. */
  onShown: (photoId: string | null) => void
}

/** The first photo of a filing of the fleet. Remounted for each filing. */
export function FleetPhoto({ photo, onShown }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const viewer = useRef<ViewerHandle>(null)
  const handler = useRef(onShown)
  handler.current = onShown
  const photoId = photo?.photoId ?? null
  useEffect(() => {
    if (photoId === null) return handler.current(null)
    const report = () => handler.current(photoId)
    const picture = () => frame.current?.querySelector<HTMLImageElement>(`img[data-photo="${photoId}"]`)
    const loaded = picture()
    if (loaded?.complete && loaded.naturalWidth > 0) return report()
    // Captured, since the event of a picture does not rise; a retry mounts another picture.
    const onLoad = ({ target }: Event) => target === picture() && report()
    const node = frame.current
    node?.addEventListener('load', onLoad, true)
    return () => node?.removeEventListener('load', onLoad, true)
  }, [photoId])
  useShortcuts({
    zoomIn: () => viewer.current?.zoomIn(),
    zoomOut: () => viewer.current?.zoomOut(),
    rotate: () => viewer.current?.rotate(),
    fullScreen: () => viewer.current?.fullScreen(),
  })
  return (
    <div ref={frame} style={{ display: 'flex', flex: 1, flexDirection: 'column', minHeight: 0 }}>
      <PhotoViewer
        photo={photo}
        register={(handle) => {
          viewer.current = handle
        }}
      />
    </div>
  )
}
