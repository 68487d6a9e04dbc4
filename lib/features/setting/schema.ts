/** Lists that an administrator edits; the codes never change meaning. */
export const LIST_NAMES = ['CATEGORY', 'PLACE', 'FUEL', 'STAGE', 'DPF_REGENERATION', 'RETURN_REASON'] as const
export type ListName = (typeof LIST_NAMES)[number]
