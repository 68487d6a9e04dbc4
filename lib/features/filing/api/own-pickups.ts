import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { listOwnPickupsEndpoint } from '../schema/own-pickups'
import { ownFilingKeys } from './owner'

/** Codes that one page shows; a counter handles as many as half of them together. */
const MOST = 1_000

/**
 * The waiting numbers of the account, all at once, since they are printed: read page by page.
 * @param batchId only those of this table
 * @returns `more`: there are more than one page shows
 */
export function ownPickupsQuery(batchId: string | undefined) {
  return queryOptions({
    queryKey: [...ownFilingKeys.all, 'pickups', batchId ?? null],
    queryFn: async ({ signal }) => {
      const page = (cursor?: string) =>
        apiFetch(listOwnPickupsEndpoint, { query: { batchId, cursor, limit: 100 }, signal })
      let { data, nextCursor } = await page()
      while (nextCursor !== null && data.length < MOST) {
        const next = await page(nextCursor)
        data = [...data, ...next.data]
        nextCursor = next.nextCursor
      }
      return { data, more: nextCursor !== null }
    },
  })
}
