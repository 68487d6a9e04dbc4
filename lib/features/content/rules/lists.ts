import type { ListName } from '@/lib/features/setting/schema/settings'

/** The lists a filing chooses from: the items that are switched on. */
export type FilingLists = Partial<Record<ListName, readonly { code: string; onsiteOnly?: boolean }[]>>

/** The item of a code, if it may be chosen. */
export function itemOf(lists: FilingLists, list: ListName, code: string) {
  return lists[list]?.find((item) => item.code === code)
}

/** Stages of engines that older registers hold; a new filing cannot have them (domain.md, Registration number). */
export const OLD_STAGES = [
  { code: '5', name: '国五' },
  { code: '6', name: '国六' },
]
