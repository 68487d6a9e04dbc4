import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import {
  endOtherSessionsEndpoint,
  endOwnSessionEndpoint,
  endStaffSessionEndpoint,
  endStaffSessionsEndpoint,
  listOwnSessionsEndpoint,
  listStaffSessionsEndpoint,
} from '../schema/session'
import { staffKeys } from './keys'

/** Client of sessions. @param staffId null: one's own */
export function sessionsQuery(staffId: string | null) {
  return queryOptions({
    queryKey: staffKeys.sessions(staffId),
    queryFn: ({ signal }) =>
      staffId
        ? apiFetch(listStaffSessionsEndpoint, { params: { id: staffId }, signal })
        : apiFetch(listOwnSessionsEndpoint, { signal }),
    // Somebody else may have signed in a moment ago.
    staleTime: 0,
  })
}

/** Ends one session. */
export function endSessionMutation(staffId: string | null) {
  return mutationOptions({
    mutationFn: (sessionId: string) =>
      staffId
        ? apiFetch(endStaffSessionEndpoint, { params: { id: staffId, sessionId } })
        : apiFetch(endOwnSessionEndpoint, { params: { sessionId } }),
    onSuccess: reloadQueries(staffKeys.sessions(staffId)),
  })
}

/** Ends all of a person's sessions; of one's own all but this one. */
export function endSessionsMutation(staffId: string | null) {
  return mutationOptions({
    mutationFn: () =>
      staffId
        ? apiFetch(endStaffSessionsEndpoint, { params: { id: staffId } })
        : apiFetch(endOtherSessionsEndpoint),
    onSuccess: reloadQueries(staffKeys.sessions(staffId)),
  })
}
