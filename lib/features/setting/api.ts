import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
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

/** Lists, rules, and the deadlines that follow them. */
const onSuccess = reloadQueries(settingKeys.all)

export const addListItemMutation = (list: ListName) =>
  mutationOptions({
    mutationFn: (body: Body<typeof addListItemEndpoint>) =>
      apiFetch(addListItemEndpoint, { params: { list }, body }),
    onSuccess,
  })

type ItemChange = Body<typeof updateListItemEndpoint> & { code: string }

/** Whatever comes of it the list is read anew: somebody else may have changed it. */
export const updateListItemMutation = (list: ListName) =>
  mutationOptions({
    mutationFn: ({ code, ...body }: ItemChange) =>
      apiFetch(updateListItemEndpoint, { params: { list, code }, body }),
    onSettled: (_data, _error, _change, _result, { client }) =>
      client.invalidateQueries({ queryKey: settingKeys.all }),
  })

export const orderListMutation = (list: ListName) =>
  mutationOptions({
    mutationFn: (codes: string[]) => apiFetch(orderListEndpoint, { params: { list }, body: { codes } }),
    onSettled: (_data, _error, _codes, _result, { client }) =>
      client.invalidateQueries({ queryKey: settingKeys.all }),
  })

/** Sets the rule of one's own area; null takes it away, and the wider area's holds. */
export const setRuleMutation = <K extends SettingKey>(key: K) =>
  mutationOptions({
    mutationFn: (value: SettingValue<K> | null) =>
      value === null
        ? apiFetch(clearRuleEndpoint, { params: { key } })
        : apiFetch(setRuleEndpoint, { params: { key }, body: { value } }),
    onSuccess,
  })
