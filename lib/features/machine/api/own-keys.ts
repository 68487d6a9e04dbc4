/** Query keys of an owner's machines; separate from the dossier's queries because changes invalidate them too. */
export const ownMachineKeys = {
  all: ['own-machine'] as const,
  list: (filter: object = {}) => [...ownMachineKeys.all, 'list', filter] as const,
  detail: (id: string) => [...ownMachineKeys.all, 'detail', id] as const,
}
