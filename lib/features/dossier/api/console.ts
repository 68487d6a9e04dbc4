import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { machinesChanged } from '@/lib/features/machine/api/search'
import {
  type ConsoleMachine,
  correctStageEndpoint,
  getConsoleMachineEndpoint,
  reinstateMachineEndpoint,
  revealMachineOwnerEndpoint,
  revokeMachineEndpoint,
} from '../schema/console'

/** The browser's side of one machine: /api/console/machines/{id}. */
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

export const revokeMachine = (id: string, body: Act) =>
  apiFetch(revokeMachineEndpoint, { params: { id }, body })
export const reinstateMachine = (id: string, body: Act) =>
  apiFetch(reinstateMachineEndpoint, { params: { id }, body })
export const correctStage = (id: string, body: Act & { emissionStage: string }) =>
  apiFetch(correctStageEndpoint, { params: { id }, body })
export const revealMachineOwner = (id: string) => apiFetch(revealMachineOwnerEndpoint, { params: { id } })

/** After an act: the answer is the machine as it is now; lists are read anew. */
export function machineActed(client: QueryClient, machine: ConsoleMachine): Promise<void> {
  client.setQueryData(machineKeys.detail(machine.id), machine)
  return machinesChanged(client)
}

/** Somebody else was faster: the machine is read anew. */
export function machineOvertaken(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: machineKeys.detail(id) })
}
