import { useCallback, useRef, useState } from 'react'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import type { DeskPhoto } from './desk-photo'
import { pressFact } from './focused-fact'
import type { ViewerHandle } from './photo-viewer'

type Options<P> = {
  /** The photo to begin with; the first one unless told. */
  first?: P
  /** Marks a photo for correction; without it nothing can be marked. */
  onMark?: (photo: P) => unknown
}

/**
 * The selected photo, and the desk's keys: arrows and digits choose a photo, others go to the registered viewer, a mark to
 * the fact that has the focus, else to the photo.
 */
export function usePhotoDesk<P extends DeskPhoto>(photos: readonly P[], options: Options<P> = {}) {
  const { first = photos[0], onMark } = options
  const [chosen, setChosen] = useState(first)
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
  const show = (photo: P | undefined) => photo && setChosen(photo)
  const any = photos.length > 0
  useShortcuts({
    photoNext: any && (() => step(1)),
    photoPrevious: any && (() => step(-1)),
    photoAt: any && ((key) => show(photos[Number(key) - 1])),
    mark: onMark && (() => pressFact('mark') || (shown && onMark(shown))),
    zoomIn: any && (() => viewer.current?.zoomIn()),
    zoomOut: any && (() => viewer.current?.zoomOut()),
    rotate: any && (() => viewer.current?.rotate()),
    fullScreen: any && (() => viewer.current?.fullScreen()),
  })
  return { shown, show: setChosen, register }
}
