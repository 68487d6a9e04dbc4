import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import {
  changePasswordEndpoint,
  disableTotpEndpoint,
  enableTotpEndpoint,
  getMeEndpoint,
  startTotpEndpoint,
} from '../schema/own-account'
import { staffKeys } from './keys'

/** Client of the user's own account. */
type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never

export function meQuery() {
  return queryOptions({
    queryKey: staffKeys.me(),
    queryFn: ({ signal }) => apiFetch(getMeEndpoint, { signal }),
  })
}

export const changePasswordMutation = mutationOptions({
  mutationFn: (body: Body<typeof changePasswordEndpoint>) => apiFetch(changePasswordEndpoint, { body }),
  onSuccess: reloadQueries(staffKeys.sessions(null)),
})

/** Returns the secret to confirm with a code; enables nothing yet, and the secret is never cached. */
export const startTotpMutation = mutationOptions({ mutationFn: () => apiFetch(startTotpEndpoint), gcTime: 0 })

export const enableTotpMutation = mutationOptions({
  mutationFn: (body: Body<typeof enableTotpEndpoint>) => apiFetch(enableTotpEndpoint, { body }),
  onSuccess: reloadQueries(staffKeys.me()),
})

export const disableTotpMutation = mutationOptions({
  mutationFn: (body: Body<typeof disableTotpEndpoint>) => apiFetch(disableTotpEndpoint, { body }),
  onSuccess: reloadQueries(staffKeys.me()),
})
