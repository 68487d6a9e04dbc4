import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import { uploadFile } from '@/lib/client/upload-file'
import type { KeptPhoto } from '@/lib/features/change/api/kept-entries'
import type { ShownPhoto } from '@/lib/features/draft/rules/record'
import { type PhotoSlot, uploadPhotoEndpoint } from '@/lib/features/photo/schema'
import type { ChangeDraft } from './use-kept'

type PickedPhoto = Omit<KeptPhoto, 'slot'> & { progress?: number; fault?: string }
type PhotosBySlot = Partial<Record<PhotoSlot, PickedPhoto>>

/** The photos of a change, uploaded as soon as they are picked, and kept on the phone until the change is sent. */
export function useChangePhotos({ photos, keepPhotos }: Pick<ChangeDraft, 'photos' | 'keepPhotos'>) {
  const [picked, setPicked] = useState<PhotosBySlot>(() =>
    Object.fromEntries(photos.map(({ slot, ...photo }) => [slot, photo])),
  )
  /** Updates an entry only while this very file is still in its slot. */
  const update = (slot: PhotoSlot, key: string, patch: Partial<PickedPhoto>) =>
    setPicked((all) => {
      const current = all[slot]
      return current?.key === key ? { ...all, [slot]: { ...current, ...patch } } : all
    })
  const send = useMutation({
    mutationFn: ({ slot, file, key }: Picked) =>
      uploadFile(uploadPhotoEndpoint, {
        file,
        name: file.name,
        onProgress: (progress: number) => update(slot, key, { progress }),
        idempotencyKey: key,
      }),
    onSuccess: (stored, { slot, key }) => update(slot, key, { stored }),
    onError: (error, { slot, key }) =>
      update(slot, key, { fault: error instanceof ApiError ? error.message : '没有上传成功，请重试' }),
  })
  const pick = (slot: PhotoSlot, file: File) => {
    const photo = { file, key: newKey(), progress: 0 }
    setPicked((all) => ({ ...all, [slot]: photo }))
    send.mutate({ ...photo, slot })
  }
  const retry = (slot: PhotoSlot) => {
    const { file, key } = picked[slot] ?? {}
    if (!file || !key) return
    update(slot, key, { fault: undefined, progress: 0 })
    send.mutate({ file, key, slot })
  }
  const keep = useRef(keepPhotos)
  useEffect(() => {
    const kept = Object.entries(picked).map(([slot, { file, key, stored }]) => ({
      slot: slot as PhotoSlot,
      file,
      key,
      stored,
    }))
    keep.current(kept)
  }, [picked])
  // What was picked before a reload and had not reached the server.
  const first = useRef({ photos, send: send.mutate })
  useEffect(() => {
    for (const { slot, file, key, stored } of first.current.photos)
      if (file && !stored) first.current.send({ slot, file, key })
  }, [])
  const remove = (slot: PhotoSlot) => setPicked(({ [slot]: _, ...rest }) => rest)
  return { picked, pick, retry, remove }
}
type Picked = { slot: PhotoSlot; file: File; key: string }
export type ChangePhotos = ReturnType<typeof useChangePhotos>

/** The photo as the slot card takes it. */
export function shownPhoto(slot: PhotoSlot, photo: PickedPhoto | undefined): ShownPhoto | undefined {
  if (!photo) return undefined
  const { file: blob, stored, fault } = photo
  if (stored) {
    const { url, thumbnailUrl, hints } = stored
    return { slot, state: 'stored', url, thumbnailUrl, hints }
  }
  if (!blob) return undefined
  return fault ? { slot, state: 'faulty', blob, fault } : { slot, state: 'waiting', blob }
}

/** The uploaded photos as the request body takes them. */
export function uploadedPhotos<S extends PhotoSlot>({ picked }: ChangePhotos, slots: readonly S[]) {
  return slots.flatMap((slot) => {
    const id = picked[slot]?.stored?.id
    return id ? [{ slot, photoId: id }] : []
  })
}

/** Message while an upload is pending or has failed, else null: the change would silently lack that photo. */
export function uploadProblem({ picked }: ChangePhotos): string | null {
  const pending = Object.values(picked).filter(({ stored }) => !stored)
  if (pending.some(({ fault }) => fault)) return '有照片没有上传成功，请重试或删除后再提交'
  return pending.length > 0 ? '照片正在上传，请稍候再提交' : null
}
