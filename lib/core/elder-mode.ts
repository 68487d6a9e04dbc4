/** Remembers on this phone that its user wants large text and controls. */
export const ELDER_KEY = 'nrmm.elder'
