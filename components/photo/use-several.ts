import { useState } from 'react'
import { PictureError, shrinkPicture } from '@/lib/client/shrink-picture'
import type { PhotoSlot } from '@/lib/features/photo/schema'

/** Several photos chosen at once: they go into the empty slots in their order, made smaller one after another. */
export function useSeveral(onPicture: (slot: PhotoSlot, picture: File) => void) {
  const [preparing, setPreparing] = useState<readonly PhotoSlot[]>([])
  const [unread, setUnread] = useState<Partial<Record<PhotoSlot, string>>>({})

  /** @param empty the slots to fill; what is chosen beyond them is left, and its number returned */
  const take = (files: readonly File[], empty: readonly PhotoSlot[]): number => {
    const slots = empty.filter((slot) => !preparing.includes(slot)).slice(0, files.length)
    setPreparing((before) => [...before, ...slots])
    setUnread((before) =>
      Object.fromEntries(Object.entries(before).filter(([slot]) => !slots.some((own) => own === slot))),
    )
    for (const [at, slot] of slots.entries()) {
      const file = files[at]
      if (file) void prepare(slot, file)
    }
    return files.length - slots.length
  }

  const prepare = async (slot: PhotoSlot, file: File) => {
    try {
      onPicture(slot, await shrinkPicture(file))
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      setUnread((before) => ({ ...before, [slot]: `${file.name}：${error.message}` }))
    } finally {
      setPreparing((before) => before.filter((own) => own !== slot))
    }
  }

  const forget = (slot: PhotoSlot) => setUnread(({ [slot]: _, ...rest }) => rest)
  return { take, preparing, unread, forget }
}
