import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import type { PhotoDto } from '@/lib/features/photo/schema'
import { MAX_SUCCESSION_PHOTOS } from '@/lib/features/succession/schema/office'

export type ScannedPhoto = { key: string; preview: string; stored?: PhotoDto; fault?: string }

/** Scans and photos of papers at the counter, uploaded as soon as they are picked. */
export function usePhotos(upload: (file: { file: File; key: string }) => Promise<PhotoDto>) {
  const [all, setAll] = useState<ScannedPhoto[]>([])
  const previews = useRef<string[]>([])
  useEffect(
    () => () =>
      previews.current.forEach((url) => {
        URL.revokeObjectURL(url)
      }),
    [],
  )
  const patch = (key: string, entry: Partial<ScannedPhoto>) =>
    setAll((before) => before.map((each) => (each.key === key ? { ...each, ...entry } : each)))
  const send = useMutation({
    mutationFn: upload,
    onSuccess: (stored, { key }) => patch(key, { stored }),
    onError: (error, { key }) =>
      patch(key, { fault: error instanceof ApiError ? error.message : '没有上传成功，请删除后重试' }),
  })
  const photoIds = all.flatMap(({ stored }) => stored?.id ?? [])
  return {
    all,
    photoIds,
    /** Null: all of them are stored. */
    problem: all.some(({ fault }) => fault)
      ? '有照片没有上传成功，请删除后重试'
      : photoIds.length < all.length
        ? '照片正在上传，请稍候再提交'
        : null,
    add(files: readonly File[]) {
      for (const file of files.slice(0, MAX_SUCCESSION_PHOTOS - all.length)) {
        const key = newKey()
        const preview = URL.createObjectURL(file)
        previews.current.push(preview)
        setAll((before) => [...before, { key, preview }])
        send.mutate({ key, file })
      }
    },
    remove: (key: string) => setAll((before) => before.filter((each) => each.key !== key)),
    clear: () => setAll([]),
  }
}
export type Photos = ReturnType<typeof usePhotos>
