import { useMutation } from '@tanstack/react-query'

/** One act of WeChat's at a time. @returns the act, whether it runs, and why it failed */
export function useAct(act: () => Promise<unknown>) {
  const { mutate, isPending, error } = useMutation({ mutationFn: act })
  return { run: () => !isPending && mutate(), busy: isPending, failure: error?.message ?? null }
}
