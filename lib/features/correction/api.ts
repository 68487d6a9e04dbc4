import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  type AnswerCorrection,
  type AskCorrection,
  answerCorrectionEndpoint,
  askCorrectionEndpoint,
  listCorrectionsEndpoint,
  ownCorrectionsEndpoint,
} from './schema'

const correctionKeys = { all: ['correction'] as const }

export function ownCorrectionsQuery() {
  return infiniteQueryOptions({
    queryKey: [...correctionKeys.all, 'own'],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(ownCorrectionsEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}

export const askCorrectionMutation = mutationOptions({
  mutationFn: (body: AskCorrection) => apiFetch(askCorrectionEndpoint, { body }),
  onSettled: (_data, _error, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: correctionKeys.all }),
})

/** Of the officer's area. */
export function correctionsQuery(open: boolean) {
  return infiniteQueryOptions({
    queryKey: [...correctionKeys.all, 'office', open],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listCorrectionsEndpoint, {
        query: { cursor: pageParam, open: open ? 'true' : 'false' },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}

export const answerCorrectionMutation = mutationOptions({
  mutationFn: ({ id, ...body }: AnswerCorrection & { id: string }) =>
    apiFetch(answerCorrectionEndpoint, { params: { id }, body }),
  onSettled: (_data, _error, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: correctionKeys.all }),
})
