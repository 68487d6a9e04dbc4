import { chinaMinute } from '@/lib/core/clock'

/** A time to the minute in China, e.g. 2026-09-10 10:32; a dash without a time. @param at ISO 8601 */
export const formatMinute = (at: string | null): string => (at ? chinaMinute(new Date(at)) : '—')
