import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { machineKeys } from '@/lib/features/dossier/api/console'
import { machineSearchKeys } from '@/lib/features/machine/api/search'
import { findFormerNamesEndpoint, type RenameUnit, renameUnitEndpoint } from './schema'

export const renameUnitMutation = mutationOptions({
  mutationFn: ({ id, ...body }: RenameUnit & { id: string }) =>
    apiFetch(renameUnitEndpoint, { params: { id }, body }),
  gcTime: 0,
  onSuccess: reloadQueries(machineKeys.all, machineSearchKeys.all),
})

/** @param name what was searched for */
export function formerNamesQuery(name: string) {
  return queryOptions({
    queryKey: ['former-names', name],
    queryFn: ({ signal }) => apiFetch(findFormerNamesEndpoint, { body: { name }, signal }),
  })
}
