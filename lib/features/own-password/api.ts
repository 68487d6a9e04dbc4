import { mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { accountKeys } from '@/lib/features/account/api'
import { type ChangeOwnPassword, changeOwnPasswordEndpoint } from './schema'

export const changeOwnPasswordMutation = mutationOptions({
  mutationFn: (body: ChangeOwnPassword) => apiFetch(changeOwnPasswordEndpoint, { body }),
  // Never cache a password.
  gcTime: 0,
  onSuccess: (_data, _body, _result, { client }) => client.invalidateQueries({ queryKey: accountKeys.all }),
})
