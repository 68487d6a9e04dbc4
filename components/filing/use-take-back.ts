import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { usePathname, useRouter } from 'next/navigation'
import { changeKeys, takeBackChangeDecision } from '@/lib/features/change/api/desk'
import { takeBackDecision } from '@/lib/features/filing/api/decisions'
import { filingKeys } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'
import { decisionHref } from './decision-text'
import { leaveForEarlier } from './use-open-next'

type Which = Pick<OwnDecision, 'filingId' | 'changeId' | 'decisionId'>
const KEY = ['take-back']

/** 撤销: takes an own decision back and opens what it was on, with what was entered. Too late is said, and nothing opens. */
export function useTakeBack() {
  const client = useQueryClient()
  const router = useRouter()
  const pathname = usePathname()
  const { message } = App.useApp()
  const mutation = useMutation({
    mutationKey: KEY,
    mutationFn: async ({ filingId, changeId, decisionId }: Which) => {
      if (changeId) await takeBackChangeDecision({ changeId, decisionId })
      else if (filingId) await takeBackDecision({ filingId, decisionId })
    },
    onSuccess: async (_, which) => {
      const href = decisionHref(which)
      if (pathname === href) return
      const [, shown] = /^\/filings\/([^/]+)$/.exec(pathname) ?? []
      if (shown) leaveForEarlier(client.getQueryData<DeskFiling>(filingKeys.detail(shown)))
      const { filingId, changeId } = which
      if (filingId) client.removeQueries({ queryKey: filingKeys.detail(filingId) })
      if (changeId) client.removeQueries({ queryKey: changeKeys.detail(changeId) })
      router.push(href)
    },
    onError: (error) => void message.warning(`没有撤销：${error.message}`, 6),
    onSettled: () =>
      Promise.all([filingKeys.all, changeKeys.all].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  return {
    busy: mutation.isPending,
    takeBack: (which: Which) => {
      if (client.isMutating({ mutationKey: KEY }) === 0) mutation.mutate(which)
    },
  }
}
