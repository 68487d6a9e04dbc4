import type { MutationFunctionContext, QueryKey } from '@tanstack/react-query'

/**
 * `onSuccess` of a mutation: reloads all cached queries whose key begins with one of `keys`. The mutation stays pending
 * until the visible ones are loaded, so that a button is not enabled for something already done.
 */
export function reloadQueries(...keys: QueryKey[]) {
  return (_data: unknown, _variables: unknown, _result: unknown, { client }: MutationFunctionContext) =>
    Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
}
