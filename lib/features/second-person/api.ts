/** Keys of what waits for a second person: it changes with the acts themselves, and with their confirmation. */
export const pendingActKeys = {
  all: ['pending-act'] as const,
  list: (view: string) => [...pendingActKeys.all, view] as const,
}
