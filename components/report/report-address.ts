import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { FiguresQuery } from '@/lib/features/report/api/figures'

export const REPORT_TABS = ['stock', 'review'] as const
export type ReportTab = (typeof REPORT_TABS)[number]

/** URL parameters of the figures, for the page and for the server that loads them. */
export const REPORT_ADDRESS = {
  tab: parseAsStringLiteral(REPORT_TABS).withDefault('stock'),
  area: parseAsString,
  from: parseAsString,
  to: parseAsString,
}

export function figuresQueryOf({ area, from, to }: inferParserType<typeof REPORT_ADDRESS>): FiguresQuery {
  return {
    ...(area && { areaCode: area }),
    ...(from && { from }),
    ...(to && { to }),
  }
}
