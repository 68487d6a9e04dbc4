import { useCallback, useRef, useState } from 'react'
import type { DeskPhoto, ViewerHandle } from './photo-viewer'
import { useDeskKeys } from './use-desk-keys'

const nothing = () => undefined

/**
 * Which photo is shown large, and the keyboard over it: arrows step round, the rest goes to the viewer that registered.
 * @param onMark what the key for marking does to the shown photo
 */
export function usePhotoDesk<P extends DeskPhoto>(
  photos: readonly P[],
  onMark: (photo: P) => unknown = nothing,
) {
  const [chosen, setChosen] = useState(photos[0])
  // Loaded anew, another photo may stand in the place of the chosen one.
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
