import { mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { accountKeys, sendAsHuman } from '@/lib/features/account/api'
import {
  type ChangeOwnPhone,
  type ChangePhone,
  changeOwnPhoneEndpoint,
  changePhoneEndpoint,
  sendNewPhoneCodeEndpoint,
} from './schema'

/** At the counter. */
export const sendNewPhoneCodeMutation = mutationOptions({
  mutationFn: ({ id, phone }: { id: string; phone: string }) =>
    sendAsHuman(
      { phone, purpose: 'NEW_PHONE' },
      (humanCheck) => apiFetch(sendNewPhoneCodeEndpoint, { params: { id }, body: { phone, humanCheck } }),
      () => undefined,
    ),
})

export const changePhoneMutation = mutationOptions({
  mutationFn: ({ id, ...body }: ChangePhone & { id: string }) =>
    apiFetch(changePhoneEndpoint, { params: { id }, body }),
  gcTime: 0,
})

/** The owner's own. */
export const changeOwnPhoneMutation = mutationOptions({
  mutationFn: (body: ChangeOwnPhone) => apiFetch(changeOwnPhoneEndpoint, { body }),
  gcTime: 0,
  onSettled: (_data, _error, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: accountKeys.all }),
})
