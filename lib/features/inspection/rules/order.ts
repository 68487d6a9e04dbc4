import { CHECK_CODES, type DeskCheck } from '../schema'

const RESULTS: readonly DeskCheck['result'][] = ['DOUBT', 'NOT_CHECKED', 'CLEAR']

/** Doubts first, then what was not checked, then what is clear; each by weight. */
export function inOrder(checks: readonly DeskCheck[]): DeskCheck[] {
  const place = ({ result, code }: DeskCheck) =>
    RESULTS.indexOf(result) * CHECK_CODES.length + CHECK_CODES.indexOf(code)
  return [...checks].sort((a, b) => place(a) - place(b))
}
