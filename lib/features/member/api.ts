import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { ownerSession } from '@/lib/client/owner-session'
import type { UnitRole } from '@/lib/core/unit-role'
import { changeSession } from '@/lib/features/account/api'
import {
  acceptInvitationEndpoint,
  acceptRequestEndpoint,
  actForEndpoint,
  askToJoinEndpoint,
  changeRoleEndpoint,
  declineInvitationEndpoint,
  inviteEndpoint,
  leaveUnitEndpoint,
  ownUnitsEndpoint,
  peopleEndpoint,
  refuseRequestEndpoint,
  removeMemberEndpoint,
  withdrawInvitationEndpoint,
  withdrawRequestEndpoint,
} from './schema'

/** Browser API of a unit's people, and of the units of a person. */

/** The unit that this browser acts for; of a person's own session the server says that it has no people. */
const here = () => ({ unitId: ownerSession()?.accountId ?? '' })

const memberKeys = { all: ['members'] as const }

export function ownUnitsQuery() {
  return queryOptions({
    queryKey: [...memberKeys.all, 'own-units'],
    queryFn: ({ signal }) => apiFetch(ownUnitsEndpoint, { signal }),
    staleTime: 0,
  })
}

export function peopleQuery() {
  return queryOptions({
    queryKey: [...memberKeys.all, 'people'],
    queryFn: ({ signal }) => apiFetch(peopleEndpoint, { params: here(), signal }),
    staleTime: 0,
  })
}

/** After each act, whatever came of it: somebody else may have answered meanwhile. */
export const refreshMembers = (client: QueryClient) => client.invalidateQueries({ queryKey: memberKeys.all })

export const invite = (body: z.input<typeof inviteEndpoint.body>) =>
  apiFetch(inviteEndpoint, { params: here(), body })
export const withdrawInvitation = (id: string) =>
  apiFetch(withdrawInvitationEndpoint, { params: { ...here(), id } })
export const changeRole = (id: string, role: UnitRole) =>
  apiFetch(changeRoleEndpoint, { params: { ...here(), id }, body: { role } })
export const removeMember = (id: string) => apiFetch(removeMemberEndpoint, { params: { ...here(), id } })
export const acceptRequest = (id: string, role: UnitRole) =>
  apiFetch(acceptRequestEndpoint, { params: { ...here(), id }, body: { role } })
export const refuseRequest = (id: string) => apiFetch(refuseRequestEndpoint, { params: { ...here(), id } })
export const acceptInvitation = (id: string) => apiFetch(acceptInvitationEndpoint, { params: { id } })
export const declineInvitation = (id: string) => apiFetch(declineInvitationEndpoint, { params: { id } })
export const askToJoin = (unitCode: string) => apiFetch(askToJoinEndpoint, { body: { unitCode } })
export const withdrawRequest = (id: string) => apiFetch(withdrawRequestEndpoint, { params: { id } })
export const leaveUnit = (id: string) => apiFetch(leaveUnitEndpoint, { params: { id } })

/** From here on this browser acts for the unit, or (null) in the own name. @throws ApiError as `signIn` */
export const actFor = (unitId: string | null) =>
  changeSession(() => apiFetch(actForEndpoint, { body: { unitId } }))
