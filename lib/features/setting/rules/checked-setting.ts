import { AppError } from '@/lib/core/app-error'
import { SETTINGS, type SettingKey, type SettingValue } from '../schema/settings'

/**
 * Validates a setting before it is saved.
 * @throws AppError INVALID with every error under `value.…`
 */
export function checkedSetting<K extends SettingKey>(key: K, value: unknown): SettingValue<K> {
  const setting = SETTINGS[key]
  const parsed = ('saved' in setting ? setting.saved : setting.schema).safeParse(value)
  if (parsed.success) return parsed.data as SettingValue<K>
  const errors = parsed.error.issues.map((issue) => ({
    path: ['value', ...issue.path].join('.'),
    code: issue.code.toUpperCase(),
    message: issue.message,
  }))
  throw new AppError('INVALID', { detail: errors[0]?.message, errors })
}
