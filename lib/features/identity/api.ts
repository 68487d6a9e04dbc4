import { mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { type LookUpAccount, lookUpAccountEndpoint, proveAccountEndpoint } from './schema'

/** Client of /api/console/accounts. */
export const lookUpAccountMutation = mutationOptions({
  mutationFn: (body: LookUpAccount) => apiFetch(lookUpAccountEndpoint, { body }),
  gcTime: 0,
})

export const proveAccountMutation = mutationOptions({
  mutationFn: ({ id, idTail }: { id: string; idTail: string }) =>
    apiFetch(proveAccountEndpoint, { params: { id }, body: { idTail } }),
})
