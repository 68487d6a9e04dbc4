import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import { uploadFile } from '@/lib/client/upload-file'
import type { ShownPhoto } from '@/lib/features/draft/rules/record'
import { type PhotoDto, type PhotoSlot, uploadPhotoEndpoint } from '@/lib/features/photo/schema'

type Taken = { file: File; key: string; progress?: number; stored?: PhotoDto; fault?: string }
type All = Partial<Record<PhotoSlot, Taken>>

/** The photos of a change, sent as they are picked. */
export function useChangePhotos() {
  const [taken, setTaken] = useState<All>({})
  /** Only while this very picture still stands in its slot. */
  const alter = (slot: PhotoSlot, key: string, part: Partial<Taken>) =>
    setTaken((all) => {
      const own = all[slot]
      return own?.key === key ? { ...all, [slot]: { ...own, ...part } } : all
    })
  const send = useMutation({
    mutationFn: ({ slot, file, key }: Taken & { slot: PhotoSlot }) =>
      uploadFile(uploadPhotoEndpoint, {
        file,
        name: file.name,
        onProgress: (progress: number) => alter(slot, key, { progress }),
        idempotencyKey: key,
      }),
    onSuccess: (stored, { slot, key }) => alter(slot, key, { stored }),
    onError: (error, { slot, key }) =>
      alter(slot, key, { fault: error instanceof ApiError ? error.message : '没有上传成功，请重试' }),
  })
  const pick = (slot: PhotoSlot, file: File) => {
    const photo: Taken = { file, key: newKey(), progress: 0 }
    setTaken((all) => ({ ...all, [slot]: photo }))
    send.mutate({ ...photo, slot })
  }
  const retry = (slot: PhotoSlot) => {
    const photo = taken[slot]
    if (!photo) return
    alter(slot, photo.key, { fault: undefined, progress: 0 })
    send.mutate({ ...photo, slot })
  }
  const remove = (slot: PhotoSlot) => setTaken(({ [slot]: _, ...rest }) => rest)
  return { taken, pick, retry, remove }
}
export type ChangePhotos = ReturnType<typeof useChangePhotos>

/** As the slot card shows it. */
export function shownPhoto(slot: PhotoSlot, photo: Taken | undefined): ShownPhoto | undefined {
  if (!photo) return undefined
  const { file: blob, stored, fault } = photo
  if (stored) return { slot, state: 'stored', url: stored.url, thumbnailUrl: stored.thumbnailUrl }
  return fault ? { slot, state: 'faulty', blob, fault } : { slot, state: 'waiting', blob }
}

/** The uploaded ones, as a change names them. */
export function photosGiven<S extends PhotoSlot>({ taken }: ChangePhotos, slots: readonly S[]) {
  return slots.flatMap((slot) => {
    const id = taken[slot]?.stored?.id
    return id ? [{ slot, photoId: id }] : []
  })
}

/** A picture on its way, or one that did not get through, would be left out silently. */
export function photosUnderWay({ taken }: ChangePhotos): string | null {
  const open = Object.values(taken).filter(({ stored }) => !stored)
  if (open.some(({ fault }) => fault)) return '有照片没有上传成功，请重试或删除后再提交'
  return open.length > 0 ? '照片正在上传，请稍候再提交' : null
}
