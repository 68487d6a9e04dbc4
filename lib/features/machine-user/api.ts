import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import type { Purpose } from '@/lib/features/disclosure/schema'
import {
  addMachineUserEndpoint,
  changeMachineUserEndpoint,
  deleteMachineUserEndpoint,
  listMachineUsersEndpoint,
  type machineUserChange,
  type machineUserInput,
  revealMachineUserEndpoint,
} from './schema'

/** Browser side of /api/v1/machines/{id}/users, and of an officer's look at one. */
export function machineUsersQuery(id: string) {
  return queryOptions({
    queryKey: ['machine-user', id],
    queryFn: ({ signal }) => apiFetch(listMachineUsersEndpoint, { params: { id }, signal }),
  })
}

export const addMachineUser = (id: string, body: z.input<typeof machineUserInput>) =>
  apiFetch(addMachineUserEndpoint, { params: { id }, body, idempotencyKey: newKey() })
export const changeMachineUser = (id: string, userId: string, body: z.input<typeof machineUserChange>) =>
  apiFetch(changeMachineUserEndpoint, { params: { id, userId }, body })
export const deleteMachineUser = (id: string, userId: string) =>
  apiFetch(deleteMachineUserEndpoint, { params: { id, userId } })

/** The request is audited, and the answer is not cached. */
export const revealMachineUserMutation = (id: string, userId: string) =>
  mutationOptions({
    mutationFn: (body: { purpose: Purpose; purposeText?: string }) =>
      apiFetch(revealMachineUserEndpoint, { params: { id, userId }, body }),
    gcTime: 0,
  })
