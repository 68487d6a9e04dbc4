import { FIRST_YEAR } from '@/lib/core/partial-date'
import { MAX_POWER_KW } from '@/lib/features/setting/schema/stage-dates'

export const EARLIEST_DAY = `${FIRST_YEAR}-01-01`

/** Minimum and maximum; `aboveZero` excludes zero. Source: domain.md, step 3 (hours of a year). */
export const RANGES: Record<string, { min: number; max: number; aboveZero?: boolean }> = {
  'machine.annualHours': { min: 0, max: 8784 },
  'machine.totalHours': { min: 0, max: 999_999 },
  'machine.ratedPowerKw': { min: 0, max: MAX_POWER_KW, aboveZero: true },
  'engine.ratedPowerKw': { min: 0, max: MAX_POWER_KW, aboveZero: true },
  'engine.ratedSpeedRpm': { min: 0, max: 100_000, aboveZero: true },
  // With a clean filter the reading may be zero.
  'dpf.smokeBefore': { min: 0, max: 1000 },
  'dpf.smokeAfter': { min: 0, max: 1000 },
}

/**
 * Maximum of a published entry in kW and r/min, stricter than for owners: in a file of thousands of rows a value beyond
 * any engine's is a shifted decimal point or column.
 */
export const PUBLISHED_LIMITS: Record<string, number> = {
  'machine.ratedPowerKw': 20_000,
  'engine.ratedPowerKw': 20_000,
  'engine.ratedSpeedRpm': 20_000,
}
