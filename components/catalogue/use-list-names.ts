'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { OLD_STAGES } from '@/lib/features/content/rules/lists'
import { formOptions } from '@/lib/features/option/api'

const NAMED_LISTS = ['CATEGORY', 'FUEL', 'STAGE'] as const
type List = (typeof NAMED_LISTS)[number]

/** Whether the values of a list are codes with a label that `useListNames` knows. */
export const isNamedList = (list: string | undefined): list is List =>
  NAMED_LISTS.some((named) => named === list)

/** Looks up the label of a code: the code itself if it is disabled, null without a code. */
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
