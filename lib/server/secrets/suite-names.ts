/** The algorithms that a key can be used with: suites.ts says which. */
export const SUITES = ['aes', 'sm4'] as const
export type SuiteName = (typeof SUITES)[number]
