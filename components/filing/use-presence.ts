import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { filingKeys, leaveFiling, presenceQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { Visitor } from '@/lib/features/filing/schema/presence'

/** Shows this officer to the others who have the filing open. @returns those others, as last known */
export function usePresence({ id, presence }: Pick<DeskFiling, 'id' | 'presence'>): readonly Visitor[] {
  const client = useQueryClient()
  const { data } = useQuery(presenceQuery(id))
  useEffect(() => {
    // A lost call does no harm: a silent browser is forgotten soon.
    const leave = () => void leaveFiling(id).catch(() => undefined)
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') leave()
      else void client.invalidateQueries({ queryKey: filingKeys.presence(id) })
    }
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      leave()
    }
  }, [client, id])
  return data?.data ?? presence
}
