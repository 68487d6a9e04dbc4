import { z } from 'zod'
import { areaContains } from '@/lib/core/area'
import type { ReportArea, ReviewReport, StockPart } from '../schema/reports'

/** Changes of an area's stock of valid registrations in a month: opening + incoming − outgoing = closing. */
export type StockFlow = {
  opening: number
  registered: number
  reinstated: number
  movedIn: number
  cancelled: number
  revoked: number
  movedOut: number
  closing: number
}

export type MonthlyReport = {
  area: ReportArea
  /** `2026-11` */
  month: string
  /** Whether the month has ended; until then the stock is the current one. */
  over: boolean
  flow: StockFlow
  byArea: (StockFlow & { code: string; name: string })[]
  byStage: StockPart[]
  byCategory: StockPart[]
  byFuel: StockPart[]
  byPlace: StockPart[]
  review: ReviewReport
  /** China time, `YYYY-MM-DD HH:mm:ss`. */
  madeAt: string
  madeBy: string
  bureauName: string
}

/** Registrations that ended, were reinstated or moved in a month, by district; `to` only for a move. */
export const movement = z.object({
  kind: z.enum(['CANCELLED', 'REVOKED', 'REINSTATED', 'MOVED']),
  from: z.string(),
  to: z.string().nullable(),
  count: z.int(),
})
export type Movement = z.output<typeof movement>

type FlowInput = { closing: number; registered: number; movements: readonly Movement[] }

/** The flow of an area; a move inside it does not count. The opening is calculated from the rest. */
export function flowOf(area: string, { closing, registered, movements }: FlowInput): StockFlow {
  const sum = (filter: (movement: Movement) => boolean) =>
    movements.filter(filter).reduce((total, { count }) => total + count, 0)
  const countOf = (kind: Movement['kind']) =>
    sum((movement) => movement.kind === kind && areaContains(area, movement.from))
  const moved = (into: boolean) =>
    sum(({ kind, from, to }) => {
      if (kind !== 'MOVED' || to === null) return false
      return areaContains(area, to) === into && areaContains(area, from) === !into
    })
  const reinstated = countOf('REINSTATED')
  const cancelled = countOf('CANCELLED')
  const revoked = countOf('REVOKED')
  const movedIn = moved(true)
  const movedOut = moved(false)
  const incoming = registered + reinstated + movedIn
  const outgoing = cancelled + revoked + movedOut
  const opening = closing - incoming + outgoing
  return { opening, registered, reinstated, movedIn, cancelled, revoked, movedOut, closing }
}
