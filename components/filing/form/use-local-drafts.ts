import { useQuery } from '@tanstack/react-query'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { listRecords } from '@/lib/features/draft/api/stored-records'

/** The account's drafts of which this phone has something that the server has not, newest first. */
export function useLocalDrafts() {
  const accountId = useOwnerSession()?.accountId ?? ''
  return useQuery({
    queryKey: ['local-drafts', accountId],
    queryFn: () => listRecords(accountId),
    enabled: accountId !== '',
    networkMode: 'always',
    staleTime: 0,
    retry: false,
  })
}
