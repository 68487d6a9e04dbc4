import { useState } from 'react'
import { ComparedViewer } from '@/components/desk/compared-viewer'
import type { DeskPhoto } from '@/components/desk/desk-photo'
import { PhotoStrip } from '@/components/desk/photo-strip'
import type { ViewerHandle } from '@/components/desk/photo-viewer'

type Photo = DeskPhoto & { width: number; height: number }
type Props<P extends Photo> = {
  /** Of the change. */
  sent: readonly P[]
  /** Of the machine as registered. */
  registered: readonly P[]
  shown: P | undefined
  show: (photo: P) => void
  register: (handle: ViewerHandle) => void
}

const CAPTIONS = { before: '原登记照片', after: '变更照片' }

/** The selected photo, large; one of the change beside the registered one of the same place. */
export function ChangePhotos<P extends Photo>({ sent, registered, shown, show, register }: Props<P>) {
  const [comparing, setComparing] = useState(true)
  const before = shown?.changed ? registered.find(({ slot }) => slot === shown.slot) : undefined
  return (
    <>
      <ComparedViewer
        photo={shown}
        before={before}
        captions={CAPTIONS}
        register={register}
        comparing={comparing}
        onCompare={setComparing}
      />
      <PhotoStrip label="变更照片和登记照片" photos={[...sent, ...registered]} shown={shown} onShow={show} />
    </>
  )
}
