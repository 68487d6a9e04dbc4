import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { isOrdinaryRule, ruleEndpoints, securityRuleEndpoints } from './schema/rules'
import {
  addListItemEndpoint,
  isSecurityRule,
  type ListName,
  listSettingListsEndpoint,
  orderListEndpoint,
  type SettingKey,
  type SettingValue,
  updateListItemEndpoint,
} from './schema/settings'

/** Client of /api/console/settings. */
export const settingKeys = {
  all: ['setting'] as const,
  lists: () => [...settingKeys.all, 'lists'] as const,
  rules: (security: boolean) => [...settingKeys.all, 'rules', { security }] as const,
}

type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never

export function settingListsQuery() {
  return queryOptions({
    queryKey: settingKeys.lists(),
    queryFn: ({ signal }) => apiFetch(listSettingListsEndpoint, { signal }),
  })
}

/** The effective rules of the user's own area: those of security, or the others. */
export function rulesQuery(security: boolean) {
  return queryOptions({
    queryKey: settingKeys.rules(security),
    queryFn: ({ signal }) => apiFetch((security ? securityRuleEndpoints : ruleEndpoints).get, { signal }),
  })
}

const onSuccess = reloadQueries(settingKeys.all)

export const addListItemMutation = (list: ListName) =>
  mutationOptions({
    mutationFn: (body: Body<typeof addListItemEndpoint>) =>
      apiFetch(addListItemEndpoint, { params: { list }, body }),
    onSuccess,
  })

type ItemChange = Body<typeof updateListItemEndpoint> & { code: string }

/** Invalidates the list even on failure, because another administrator may have changed it. */
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

function sendRule<K extends SettingKey>(key: K, value: SettingValue<K> | null) {
  const body = { value }
  if (isSecurityRule(key)) {
    const { set, clear } = securityRuleEndpoints
    return value === null ? apiFetch(clear, { params: { key } }) : apiFetch(set, { params: { key }, body })
  }
  if (!isOrdinaryRule(key)) throw new Error(`${key} has calls of its own`)
  const { set, clear } = ruleEndpoints
  return value === null ? apiFetch(clear, { params: { key } }) : apiFetch(set, { params: { key }, body })
}

/** Sets the rule of the user's own area; null removes it, so that the wider area's rule applies. */
export const setRuleMutation = <K extends SettingKey>(key: K) =>
  mutationOptions({
    mutationFn: (value: SettingValue<K> | null) => sendRule(key, value),
    onSuccess,
  })
