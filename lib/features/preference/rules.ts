import { AppError } from '@/lib/core/app-error'
import { PREFERENCE_VALUES, type PreferenceKey } from './schema'

/**
 * Validates a preference before it is saved.
 * @throws AppError INVALID with every error under `value.…`
 */
export function checkedPreference(key: PreferenceKey, value: string[] | null): string[] | null {
  if (value === null) return null
  const parsed = PREFERENCE_VALUES[key].safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map((issue) => ({
    path: ['value', ...issue.path].join('.'),
    code: issue.code.toUpperCase(),
    message: issue.message,
  }))
  throw new AppError('INVALID', { detail: errors[0]?.message, errors })
}
