import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import account from '@/components/account/account.module.css'
import { OwnerImage } from '@/components/mobile/owner-image'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import { uploadFile } from '@/lib/client/upload-file'
import { MAX_EVIDENCE } from '@/lib/features/dispute/schema'
import { type PhotoDto, uploadPhotoEndpoint } from '@/lib/features/photo/schema'
import styles from './dispute.module.css'

type Evidence = { key: string; stored?: PhotoDto; fault?: string }

/** Photos of evidence, uploaded as soon as they are picked. */
export function useEvidence() {
  const [all, setAll] = useState<Evidence[]>([])
  const patch = (key: string, entry: Partial<Evidence>) =>
    setAll((before) => before.map((each) => (each.key === key ? { ...each, ...entry } : each)))
  const send = useMutation({
    mutationFn: ({ key, file }: { key: string; file: File }) =>
      uploadFile(uploadPhotoEndpoint, {
        file,
        name: file.name,
        onProgress: () => undefined,
        idempotencyKey: key,
      }),
    onSuccess: (stored, { key }) => patch(key, { stored }),
    onError: (error, { key }) =>
      patch(key, { fault: error instanceof ApiError ? error.message : '没有上传成功，请删除后重试' }),
  })
  const photoIds = all.flatMap(({ stored }) => stored?.id ?? [])
  const problem = all.some(({ fault }) => fault)
    ? '有照片没有上传成功，请删除后重试'
    : photoIds.length < all.length
      ? '照片正在上传，请稍候再提交'
      : all.length === 0
        ? '请至少上传一张证明材料照片'
        : null
  return {
    all,
    photoIds,
    problem,
    add(files: readonly File[]) {
      for (const file of files.slice(0, MAX_EVIDENCE - all.length)) {
        const key = newKey()
        setAll((before) => [...before, { key }])
        send.mutate({ key, file })
      }
    },
    remove: (key: string) => setAll((before) => before.filter((each) => each.key !== key)),
  }
}

export function EvidencePhotos({ evidence }: { evidence: ReturnType<typeof useEvidence> }) {
  return (
    <section aria-label="证明材料">
      <p className={account.hint}>
        证件照片、营业执照、授权书等，最多 {MAX_EVIDENCE} 张；只有核实的工作人员能看到。
      </p>
      <ul className={styles.photos}>
        {evidence.all.map(({ key, stored, fault }, index) => (
          <li key={key} className={styles.photo}>
            {stored ? (
              <OwnerImage source={stored.thumbnailUrl} alt={`证明材料 ${index + 1}`} />
            ) : (
              <span role="status">{fault ?? '正在上传…'}</span>
            )}
            <button
              type="button"
              onClick={() => evidence.remove(key)}
              aria-label={`删除证明材料 ${index + 1}`}
            >
              删除
            </button>
          </li>
        ))}
      </ul>
      {evidence.all.length < MAX_EVIDENCE && (
        <label className={styles.pick}>
          添加照片
          <input
            type="file"
            accept="image/*"
            multiple
            onChange={({ target }) => {
              evidence.add([...(target.files ?? [])])
              target.value = ''
            }}
          />
        </label>
      )}
    </section>
  )
}
