import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { listRetentionEndpoint, type RetentionRow, setRetentionEndpoint } from './schema'

const retentionKeys = { all: ['retention'] as const }

const isRunning = ({ lastRun }: RetentionRow) => lastRun !== null && lastRun.finishedAt === null

/** Asked again while a run is under way. */
export function retentionQuery() {
  return queryOptions({
    queryKey: retentionKeys.all,
    queryFn: ({ signal }) => apiFetch(listRetentionEndpoint, { signal }),
    refetchInterval: ({ state }) => (state.data?.data.some(isRunning) ? 3_000 : false),
  })
}

export const setRetentionMutation = mutationOptions({
  mutationFn: ({ key, ...body }: Pick<RetentionRow, 'key' | 'days' | 'on'>) =>
    apiFetch(setRetentionEndpoint, { params: { key }, body }),
  onSettled: (_data, _error, _row, _result, { client }) =>
    client.invalidateQueries({ queryKey: retentionKeys.all }),
})
