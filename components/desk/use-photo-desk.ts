import { useCallback, useRef, useState } from 'react'
import type { DeskPhoto, ViewerHandle } from './photo-viewer'
import { useDeskKeys } from './use-desk-keys'

const noop = () => undefined

/**
 * The selected photo, and the desk's keys: arrows step through the photos, the others go to the registered viewer.
 * @param onMark handler of the mark key, called with the selected photo
 */
export function usePhotoDesk<P extends DeskPhoto>(
  photos: readonly P[],
  onMark: (photo: P) => unknown = noop,
) {
  const [chosen, setChosen] = useState(photos[0])
  // After a reload another photo may be in the slot of the chosen one.
  const shown =
    photos.find(({ photoId }) => photoId === chosen?.photoId) ??
    photos.find(({ slot }) => slot === chosen?.slot) ??
    photos[0]
  const viewer = useRef<ViewerHandle>(null)
  const register = useCallback((handle: ViewerHandle) => {
    viewer.current = handle
  }, [])

  const step = (by: number) => {
    if (!shown) return
    setChosen(photos[(photos.indexOf(shown) + by + photos.length) % photos.length])
  }
  useDeskKeys({
    next: () => step(1),
    previous: () => step(-1),
    mark: () => shown && onMark(shown),
    zoomIn: () => viewer.current?.zoomIn(),
    zoomOut: () => viewer.current?.zoomOut(),
    rotate: () => viewer.current?.rotate(),
    fullScreen: () => viewer.current?.fullScreen(),
  })
  return { shown, show: setChosen, register }
}
