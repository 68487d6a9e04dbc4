import { FIRST_YEAR } from '@/lib/core/partial-date'
import { MAX_POWER_KW } from '@/lib/features/setting/schema/stage-dates'

export const EARLIEST_DAY = `${FIRST_YEAR}-01-01`

/** Least and greatest value; what has no other bound must be above zero. Source: domain.md, step 3 (hours of a year). */
export const RANGES: Record<string, { min: number; max: number; aboveZero?: boolean }> = {
  'machine.annualHours': { min: 0, max: 8784 },
  'machine.totalHours': { min: 0, max: 999_999 },
  'machine.ratedPowerKw': { min: 0, max: MAX_POWER_KW, aboveZero: true },
  'engine.ratedPowerKw': { min: 0, max: MAX_POWER_KW, aboveZero: true },
  'engine.ratedSpeedRpm': { min: 0, max: 100_000, aboveZero: true },
  // A clean filter may read nothing at all.
  'dpf.smokeBefore': { min: 0, max: 1000 },
  'dpf.smokeAfter': { min: 0, max: 1000 },
}

/**
 * Greatest value of a published entry in kW and r/min, narrower than an owner's: rows of a file come by thousands, and
 * what no engine has is a slipped decimal or column there.
 */
export const PUBLISHED_LIMITS: Record<string, number> = {
  'machine.ratedPowerKw': 20_000,
  'engine.ratedPowerKw': 20_000,
  'engine.ratedSpeedRpm': 20_000,
}
