import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { OLD_STAGES } from '@/lib/features/content/rules/lists'
import { formOptions } from '@/lib/features/option/api'
import type { Options } from '@/lib/features/option/schema'

type Item = { code: string; name: string }
type NameOf = (code: string | null) => string | null

export type MachineNames = {
  category: NameOf
  stage: NameOf
  fuel: NameOf
  place: NameOf
  /** Options of the filters. */
  lists: { categories: Item[]; stages: Item[]; fuels: Item[]; places: Item[] }
}

/** Names of list codes; the code itself if it is no longer in its list. */
export function useMachineNames(): MachineNames {
  const { data } = useQuery(formOptions())
  return useMemo(() => namesOf(data), [data])
}

function namesOf(options: Options | undefined): MachineNames {
  const { categories = [], fuels = [], places = [], stages = [] } = options ?? {}
  const lists = { categories, fuels, places, stages: [...stages, ...OLD_STAGES].sort(byCode) }
  return {
    category: nameLookup(lists.categories),
    stage: nameLookup(lists.stages),
    fuel: nameLookup(lists.fuels),
    place: nameLookup(lists.places),
    lists,
  }
}

const byCode = (a: Item, b: Item) => a.code.localeCompare(b.code)

function nameLookup(items: readonly Item[]): NameOf {
  const names = new Map(items.map(({ code, name }) => [code, name]))
  return (code) => code && (names.get(code) ?? code)
}
