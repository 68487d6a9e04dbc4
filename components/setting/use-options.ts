import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Names } from '@/lib/features/content/rules/display'
import { formOptions } from '@/lib/features/option/api'
import type { Options } from '@/lib/features/option/schema'

/** The lists as names by code, and the return reasons; empty until loaded. */
export function useOptions() {
  const query = useQuery(formOptions())
  const { data, isPending, isError, error, refetch } = query
  const names = useMemo(() => namesOf(data), [data])
  return { query, names, returnReasons: data?.returnReasons ?? [], isPending, isError, error, refetch }
}

function namesOf(options: Options | undefined): Names {
  if (!options) return { lists: {}, districts: {} }
  const byCode = (items: readonly { code: string; name: string }[]) =>
    Object.fromEntries(items.map(({ code, name }) => [code, name]))
  return {
    districts: {},
    lists: {
      CATEGORY: byCode(options.categories),
      PLACE: byCode(options.places),
      FUEL: byCode(options.fuels),
      STAGE: byCode(options.stages),
      DPF_REGENERATION: byCode(options.dpfRegenerations),
      RETURN_REASON: byCode(options.returnReasons),
    },
  }
}
