import { areaFilter } from '@/lib/core/area'
import type { MachineFilter } from '@/lib/features/machine/schema/search'

type Filter = Partial<Record<keyof MachineFilter, string>>

/**
 * URL of the list of machines behind a figure.
 * @param scope area and status of the figure
 * @param filter further parameters of the machine search
 */
export function machinesAddress(scope: { areaCode: string; status: string }, filter: Filter = {}): string {
  const query = { ...areaFilter(scope.areaCode), status: scope.status, ...filter }
  return `/machines?${new URLSearchParams(query as Record<string, string>)}`
}

/** First and last day of a month, `YYYY-MM`. */
export function daysOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  return { from: `${month}-01`, to: last }
}
