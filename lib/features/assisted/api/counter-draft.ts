import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { uploadFile } from '@/lib/client/upload-file'
import type { CatalogueGroup } from '@/lib/features/catalogue/schema'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { Draft } from '@/lib/features/draft/api/draft'
import { after, readyToSubmit } from '@/lib/features/draft/api/open-drafts'
import { newRecord } from '@/lib/features/draft/rules/record'
import { checkCodes } from '@/lib/features/filing/api/check-codes'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import {
  checkAssistedCodesEndpoint,
  patchAssistedEndpoint,
  submitAssistedEndpoint,
  uploadAssistedPhotoEndpoint,
} from '../schema'

/**
 * A draft at the counter: entries go to the server after a pause in typing, and nowhere else. The computer of a counter is
 * used by many, so nothing of an owner stays on it.
 */
export function counterDraft(filing: FilingDto): Draft {
  const { id } = filing
  const push = {
    create: () => Promise.resolve(filing),
    patch: (_: string, body: object) => apiFetch(patchAssistedEndpoint, { params: { id }, body }),
    upload: async (
      { blob, name, key }: { blob: Blob; name: string; key: string },
      onProgress: (share: number) => void,
    ) => {
      const upload = { params: { id }, file: blob, name, onProgress, idempotencyKey: key }
      return (await uploadFile(uploadAssistedPhotoEndpoint, upload)).id
    },
  }
  const store = () => Promise.reject(new Error('nothing is kept at the counter'))
  return new Draft(newRecord(id, filing.filerId, filing, Date.now()), { push, store, after })
}

/** @throws ApiError with the statement's fault as its message: the form has no field for it */
export async function submitCounterDraft(draft: Draft): Promise<FilingDto> {
  const { id, idempotencyKey } = await readyToSubmit(draft)
  return apiFetch(submitAssistedEndpoint, { params: { id }, idempotencyKey }).catch((error: unknown) => {
    const statement = error instanceof ApiError && error.fieldMessages.statement
    if (!statement) throw error
    throw new ApiError({ ...error.problem, detail: statement, errors: undefined })
  })
}

export const checkCodesAtCounter = (group: CatalogueGroup, content: FilingContent) =>
  checkCodes(group, content, (body) => apiFetch(checkAssistedCodesEndpoint, { body }))
