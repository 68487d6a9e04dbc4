/**
 * The number on the papers of an assisted filing, by which the counter finds it again: the beginning of its id, which no
 * other filing of the same minutes has.
 */
export function receiptNumber(id: string): string {
  return id.slice(0, 13)
}
