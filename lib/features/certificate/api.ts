import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { downloadFile } from '@/lib/client/download-file'
import { newKey } from '@/lib/client/new-key'
import {
  certificatePdfEndpoint,
  issueCertificateEndpoint,
  listCertificatesEndpoint,
  withdrawCertificateEndpoint,
} from './schema'

/** Browser side of /api/v1/certificates. */
const certificateKeys = { all: ['certificate'] as const }

export function certificatesQuery() {
  return infiniteQueryOptions({
    queryKey: certificateKeys.all,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listCertificatesEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export const refreshCertificates = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: certificateKeys.all })

/** @param key of one asking: repeated after a lost answer, it is answered with the same certificate */
export const issueCertificate = (body: z.input<typeof issueCertificateEndpoint.body>, key = newKey()) =>
  apiFetch(issueCertificateEndpoint, { body, idempotencyKey: key })
export const withdrawCertificate = (id: string) => apiFetch(withdrawCertificateEndpoint, { params: { id } })
export const downloadCertificate = (id: string) => downloadFile(certificatePdfEndpoint, { id })
