/** Of what is cached about an owner's machines; apart from the dossier's queries, since changes make it stale too. */
export const ownMachineKeys = {
  all: ['own-machine'] as const,
  list: () => [...ownMachineKeys.all, 'list'] as const,
  detail: (id: string) => [...ownMachineKeys.all, 'detail', id] as const,
}
