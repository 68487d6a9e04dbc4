import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import {
  endAbsenceEndpoint,
  endOwnAbsenceEndpoint,
  listAbsencesEndpoint,
  type newAbsence,
  ownAbsencesEndpoint,
  setAbsenceEndpoint,
  setOwnAbsenceEndpoint,
} from './schema'

/** `null` instead of an officer's id: one's own absences. */
export type WhoseAbsences = string | null

const absenceKeys = {
  all: ['absence'] as const,
  of: (who: WhoseAbsences) => [...absenceKeys.all, who] as const,
}

export function absencesQuery(who: WhoseAbsences) {
  return queryOptions({
    queryKey: absenceKeys.of(who),
    queryFn: ({ signal }) =>
      who === null
        ? apiFetch(ownAbsencesEndpoint, { signal })
        : apiFetch(listAbsencesEndpoint, { params: { id: who }, signal }),
  })
}

const onSuccess = reloadQueries(absenceKeys.all)

export const setAbsenceMutation = (who: WhoseAbsences) =>
  mutationOptions({
    mutationFn: (body: z.input<typeof newAbsence>) =>
      who === null
        ? apiFetch(setOwnAbsenceEndpoint, { body })
        : apiFetch(setAbsenceEndpoint, { params: { id: who }, body }),
    onSuccess,
  })

export const endAbsenceMutation = (who: WhoseAbsences) =>
  mutationOptions({
    mutationFn: (absenceId: string) =>
      who === null
        ? apiFetch(endOwnAbsenceEndpoint, { params: { absenceId } })
        : apiFetch(endAbsenceEndpoint, { params: { id: who, absenceId } }),
    onSuccess,
  })
