/** `2026-11`: the month of a moment in China, or so many months before it. */
export function monthOf(at: Date, before = 0): string {
  const china = new Date(at.getTime() + 8 * 3_600_000)
  return new Date(Date.UTC(china.getUTCFullYear(), china.getUTCMonth() - before, 1)).toISOString().slice(0, 7)
}

/** Every month from the first to the last, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (
    let at = new Date(`${from}-01T00:00:00Z`);
    ;
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  ) {
    const month = at.toISOString().slice(0, 7)
    if (month > to) return months
    months.push(month)
  }
}

/** Years that a period may span: more would be no picture any more. */
export const MONTHS_AT_MOST = 120

/**
 * The months that a report is about.
 * @returns null when they are in the wrong order or too many
 */
export function periodOf(
  asked: { from?: string; to?: string },
  now: Date,
): { from: string; to: string } | null {
  const to = asked.to ?? monthOf(now)
  const from = asked.from ?? monthOf(new Date(`${to}-15T00:00:00Z`), 11)
  const wrong = from > to || monthsBetween(from, to).length > MONTHS_AT_MOST
  return wrong ? null : { from, to }
}
