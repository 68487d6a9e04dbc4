import type { MutationFunctionContext, QueryKey } from '@tanstack/react-query'

/**
 * What a mutation does after its success: everything cached whose key begins with one of `keys` is loaded again. The
 * mutation stays pending until what is on the screen is there, so that a button never invites to what is already done.
 */
export function readAnew(...keys: QueryKey[]) {
  return (_data: unknown, _variables: unknown, _result: unknown, { client }: MutationFunctionContext) =>
    Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
}
