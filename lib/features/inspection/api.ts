import { apiFetch } from '@/lib/client/api-fetch'
import { requestInspectionEndpoint } from './schema'

export const requestInspection = (id: string) => apiFetch(requestInspectionEndpoint, { params: { id } })
