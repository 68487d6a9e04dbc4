import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import type { Purpose } from '@/lib/features/disclosure/schema'
import { machineSearchKeys } from '@/lib/features/machine/api/search'
import { pendingActKeys } from '@/lib/features/second-person/api'
import {
  type ActedMachine,
  correctStageEndpoint,
  getConsoleMachineEndpoint,
  reinstateMachineEndpoint,
  revealMachineOwnerEndpoint,
  revokeMachineEndpoint,
} from '../schema/console'

/** Browser API of one machine for officers: /api/console/machines/{id}. */
export const machineKeys = {
  all: ['machine'] as const,
  detail: (id: string) => [...machineKeys.all, 'detail', id] as const,
}

export function consoleMachineQuery(id: string) {
  return queryOptions({
    queryKey: machineKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getConsoleMachineEndpoint, { params: { id }, signal }),
  })
}

type Act = { version: number; reason: string }

/** Caches the machine in the response and reloads the lists; after a conflict also reloads the machine. */
function acting<Body>(id: string, call: (body: Body) => Promise<ActedMachine>) {
  return mutationOptions({
    mutationFn: call,
    onSuccess: ({ waiting: _, ...machine }, _body, _result, { client }) => {
      client.setQueryData(machineKeys.detail(id), machine)
      return Promise.all([
        client.invalidateQueries({ queryKey: machineSearchKeys.all }),
        client.invalidateQueries({ queryKey: pendingActKeys.all }),
      ])
    },
    onError: async (error, _body, _result, { client }) => {
      if (error instanceof ApiError && error.problem.status === 409) {
        await client.invalidateQueries({ queryKey: machineKeys.detail(id) })
      }
    },
  })
}

export const revokeMachineMutation = (id: string) =>
  acting(id, (body: Act) => apiFetch(revokeMachineEndpoint, { params: { id }, body }))

export const reinstateMachineMutation = (id: string) =>
  acting(id, (body: Act) => apiFetch(reinstateMachineEndpoint, { params: { id }, body }))

export const correctStageMutation = (id: string) =>
  acting(id, (body: Act & { emissionStage: string }) =>
    apiFetch(correctStageEndpoint, { params: { id }, body }),
  )

/** The full numbers; the request is audited, and the response is not cached. */
export const revealMachineOwnerMutation = (id: string) =>
  mutationOptions({
    mutationFn: (body: { purpose: Purpose; purposeText?: string }) =>
      apiFetch(revealMachineOwnerEndpoint, { params: { id }, body }),
    gcTime: 0,
  })
