/** Remembers on this phone that its user wants large text and controls; read where the page is rendered, so that nothing jumps. */
export const ELDER_COOKIE = 'nrmm.elder'
