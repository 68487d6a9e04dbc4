import { mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { ownMachineKeys } from '@/lib/features/machine/api/own-keys'
import { type OwnObjection, objectEndpoint } from '../schema/owner'

/** 提出异议, of the machine's owner. */
export const objectMutation = mutationOptions({
  mutationFn: ({ machineId, ...body }: OwnObjection & { machineId: string }) =>
    apiFetch(objectEndpoint, { params: { id: machineId }, body, idempotencyKey: newKey() }),
  onSettled: (_data, _error, { machineId }, _result, { client }) =>
    client.invalidateQueries({ queryKey: ownMachineKeys.detail(machineId) }),
})
