import { useState } from 'react'
import { PictureError, shrinkPicture } from '@/lib/client/shrink-picture'
import type { PhotoSlot } from '@/lib/features/photo/schema'

/** Makes several photos chosen at once smaller and puts them into the empty slots, in order. */
export function useMultiPick(onPicture: (slot: PhotoSlot, picture: File) => void) {
  const [preparing, setPreparing] = useState<readonly PhotoSlot[]>([])
  const [readFaults, setReadFaults] = useState<Partial<Record<PhotoSlot, string>>>({})

  /** @param empty slots to fill @returns number of files that found no slot */
  const fill = (files: readonly File[], empty: readonly PhotoSlot[]): number => {
    const slots = empty.filter((slot) => !preparing.includes(slot)).slice(0, files.length)
    setPreparing((before) => [...before, ...slots])
    setReadFaults((before) =>
      Object.fromEntries(Object.entries(before).filter(([slot]) => !slots.some((filled) => filled === slot))),
    )
    for (const [index, slot] of slots.entries()) {
      const file = files[index]
      if (file) void prepare(slot, file)
    }
    return files.length - slots.length
  }

  const prepare = async (slot: PhotoSlot, file: File) => {
    try {
      onPicture(slot, await shrinkPicture(file))
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      setReadFaults((before) => ({ ...before, [slot]: `${file.name}：${error.message}` }))
    } finally {
      setPreparing((before) => before.filter((other) => other !== slot))
    }
  }

  const clearFault = (slot: PhotoSlot) => setReadFaults(({ [slot]: _, ...rest }) => rest)
  return { fill, preparing, readFaults, clearFault }
}
