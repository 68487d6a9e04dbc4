import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  addListItemEndpoint,
  clearRuleEndpoint,
  getRulesEndpoint,
  type ListName,
  listSettingListsEndpoint,
  orderListEndpoint,
  type SettingKey,
  type SettingValue,
  setRuleEndpoint,
  updateListItemEndpoint,
} from './schema/settings'

/** The administrator's side of lists and rules. */
export const settingKeys = {
  all: ['setting'] as const,
  lists: () => [...settingKeys.all, 'lists'] as const,
  rules: () => [...settingKeys.all, 'rules'] as const,
}

type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never

export function settingListsQuery() {
  return queryOptions({
    queryKey: settingKeys.lists(),
    queryFn: ({ signal }) => apiFetch(listSettingListsEndpoint, { signal }),
  })
}

/** The rules of one's own area. */
export function rulesQuery() {
  return queryOptions({
    queryKey: settingKeys.rules(),
    queryFn: ({ signal }) => apiFetch(getRulesEndpoint, { signal }),
  })
}

export const addListItem = (list: ListName, body: Body<typeof addListItemEndpoint>) =>
  apiFetch(addListItemEndpoint, { params: { list }, body })
export const updateListItem = (list: ListName, code: string, body: Body<typeof updateListItemEndpoint>) =>
  apiFetch(updateListItemEndpoint, { params: { list, code }, body })
export const orderList = (list: ListName, codes: string[]) =>
  apiFetch(orderListEndpoint, { params: { list }, body: { codes } })
export const setRule = <K extends SettingKey>(key: K, value: SettingValue<K>) =>
  apiFetch(setRuleEndpoint, { params: { key }, body: { value } })
export const clearRule = (key: SettingKey) => apiFetch(clearRuleEndpoint, { params: { key } })

export function settingsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: settingKeys.all })
}
