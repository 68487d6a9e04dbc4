import type { Finding } from '@/lib/core/finding'

type Evidence = Finding['evidence']

export const clear = (text: string, evidence?: Evidence): Finding => ({
  result: 'CLEAR',
  text,
  paths: [],
  filingIds: [],
  evidence,
})
export const doubt = (text: string, paths: string[], evidence?: Evidence): Finding => ({
  result: 'DOUBT',
  text,
  paths,
  filingIds: [],
  evidence,
})
/** Says why; the paths are those that would be needed. */
export const unchecked = (text: string, paths: string[] = []): Finding => ({
  result: 'NOT_CHECKED',
  text,
  paths,
  filingIds: [],
})
