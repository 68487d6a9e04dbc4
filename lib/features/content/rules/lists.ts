import type { ListName } from '@/lib/features/setting/schema/settings'

/** The active items of each list. */
export type FilingLists = Partial<Record<ListName, readonly { code: string; onsiteOnly?: boolean }[]>>

/** The active item of a code. */
export function itemOf(lists: FilingLists, list: ListName, code: string) {
  return lists[list]?.find((item) => item.code === code)
}

/** Stages found in older registers; a new filing cannot have them (domain.md, Registration number). */
export const OLD_STAGES = [
  { code: '5', name: '国五' },
  { code: '6', name: '国六' },
]
