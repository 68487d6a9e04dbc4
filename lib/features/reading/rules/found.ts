import type { ReadValue } from './values'

/** What stands on the photos for a field. */
export type Found =
  | { result: 'AGREES' | 'DIFFERS'; value: ReadValue; lookAlike: boolean; differing: number[] }
  | { result: 'NOT_FOUND' }
