import { z } from 'zod'
import { areaContains } from '@/lib/core/area'
import type { ReportArea, ReviewReport, StockPart } from '../schema/reports'

/** How an area's stock of valid registrations went through a month: opening + what came − what went = closing. */
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

/** What a month's report tells; the paper is made of it. */
export type MonthlyReport = {
  area: ReportArea
  /** `2026-11` */
  month: string
  /** False while the month lasts: the stock is then that of the moment. */
  over: boolean
  flow: StockFlow
  byArea: (StockFlow & { code: string; name: string })[]
  byStage: StockPart[]
  byCategory: StockPart[]
  byFuel: StockPart[]
  byPlace: StockPart[]
  review: ReviewReport
  /** In China, `YYYY-MM-DD HH:mm:ss`. */
  madeAt: string
  madeBy: string
  bureauName: string
}

/** Registrations of a month that ended, came back or moved, by district; `to` only of a move. */
export const movement = z.object({
  kind: z.enum(['CANCELLED', 'REVOKED', 'REINSTATED', 'MOVED']),
  from: z.string(),
  to: z.string().nullable(),
  count: z.int(),
})
export type Movement = z.output<typeof movement>

type Known = { closing: number; registered: number; movements: readonly Movement[] }

/** The flow of an area; a move within it neither came nor went. The opening is what the rest leaves. */
export function flowOf(area: string, { closing, registered, movements }: Known): StockFlow {
  const sum = (wanted: (movement: Movement) => boolean) =>
    movements.filter(wanted).reduce((total, { count }) => total + count, 0)
  const here = (kind: Movement['kind']) =>
    sum((movement) => movement.kind === kind && areaContains(area, movement.from))
  const moved = (into: boolean) =>
    sum(({ kind, from, to }) => {
      if (kind !== 'MOVED' || to === null) return false
      return areaContains(area, to) === into && areaContains(area, from) === !into
    })
  const reinstated = here('REINSTATED')
  const cancelled = here('CANCELLED')
  const revoked = here('REVOKED')
  const movedIn = moved(true)
  const movedOut = moved(false)
  const came = registered + reinstated + movedIn
  const went = cancelled + revoked + movedOut
  const opening = closing - came + went
  return { opening, registered, reinstated, movedIn, cancelled, revoked, movedOut, closing }
}
