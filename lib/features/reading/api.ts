import { apiFetch } from '@/lib/client/api-fetch'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { ownerReadingEndpoint } from './schema'

export const askReading = (id: string, slot: PhotoSlot) =>
  apiFetch(ownerReadingEndpoint, { params: { id }, body: { slot } })
