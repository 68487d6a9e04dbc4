'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { OLD_STAGES } from '@/lib/features/content/rules/lists'
import { formOptions } from '@/lib/features/option/api'

type List = 'CATEGORY' | 'FUEL' | 'STAGE'

/** The word of a code in the lists; the code itself for one that is switched off; null for none. */
export function useListNames(): (list: List, code: string | null | undefined) => string | null {
  const { data } = useQuery(formOptions())
  return useMemo(() => {
    const lists = {
      CATEGORY: data?.categories,
      FUEL: data?.fuels,
      STAGE: data && [...data.stages, ...OLD_STAGES],
    }
    return (list, code) => (code ? (lists[list]?.find((item) => item.code === code)?.name ?? code) : null)
  }, [data])
}
