import { areaFilter } from '@/lib/core/area'
import type { MachineFilter } from '@/lib/features/machine/schema/search'

type Kind = Partial<Record<keyof MachineFilter, string>>

/**
 * The list of the machines behind a figure.
 * @param of area and status that the figure is about
 * @param kind what narrows it further, in the words of the search
 */
export function machinesAddress(of: { areaCode: string; status: string }, kind: Kind = {}): string {
  const query = { ...areaFilter(of.areaCode), status: of.status, ...kind }
  return `/machines?${new URLSearchParams(query as Record<string, string>)}`
}

/** First and last day of a month, `YYYY-MM`. */
export function daysOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  return { from: `${month}-01`, to: last }
}
