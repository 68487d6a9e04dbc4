/** What a select must know of the query that reads its options. */
export type ReadOptions = { data: unknown; isError: boolean; refetch: () => unknown }
/** Of options that the program itself knows. */
export const READ: ReadOptions = { data: true, isError: false, refetch: () => undefined }
export type OptionState = 'ready' | 'loading' | 'failed'

/** An empty menu stands for a list without entries only, never for one that was not read. What was read before stays. */
export function optionState({ data, isError }: Pick<ReadOptions, 'data' | 'isError'>): OptionState {
  if (data !== undefined) return 'ready'
  return isError ? 'failed' : 'loading'
}
