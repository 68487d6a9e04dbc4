import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { usePathname, useRouter } from 'next/navigation'
import { takeBackDecision } from '@/lib/features/filing/api/decisions'
import { filingKeys } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'
import { leaveForEarlier } from './use-open-next'

type Which = Pick<OwnDecision, 'filingId' | 'decisionId'>
const KEY = ['take-back']

/** 撤销: takes an own decision back and opens its filing, with what was entered. Too late is said, and nothing opens. */
export function useTakeBack() {
  const client = useQueryClient()
  const router = useRouter()
  const pathname = usePathname()
  const { message } = App.useApp()
  const mutation = useMutation({
    mutationKey: KEY,
    mutationFn: (which: Which) => takeBackDecision(which),
    onSuccess: async (_, { filingId }) => {
      const [, shown] = /^\/filings\/([^/]+)$/.exec(pathname) ?? []
      if (shown === filingId) return
      if (shown) leaveForEarlier(client.getQueryData<DeskFiling>(filingKeys.detail(shown)))
      client.removeQueries({ queryKey: filingKeys.detail(filingId) })
      router.push(`/filings/${filingId}`)
    },
    onError: (error) => void message.warning(`没有撤销：${error.message}`, 6),
    onSettled: () => client.invalidateQueries({ queryKey: filingKeys.all }),
  })
  return {
    busy: mutation.isPending,
    takeBack: (which: Which) => {
      if (client.isMutating({ mutationKey: KEY }) === 0) mutation.mutate(which)
    },
  }
}
