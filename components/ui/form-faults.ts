import type { FormInstance } from 'antd'
import { ApiError } from '@/lib/client/api-error'

/**
 * Puts the server's faults beside their fields.
 * @returns the sentence that belongs to no field, to be shown as such
 */
export function showFaults(form: FormInstance, error: unknown): string | null {
  if (!(error instanceof ApiError)) return '系统出现问题，请稍后再试'
  const known = Object.entries(error.fieldMessages).filter(([path]) => form.getFieldInstance(path.split('.')))
  // No fault is kept back for want of a field.
  if (known.length === 0) return [error.message, ...Object.values(error.fieldMessages)].join('；')
  form.setFields(known.map(([path, text]) => ({ name: path.split('.'), errors: [text] })))
  const [first] = known
  if (first) form.focusField(first[0].split('.'))
  return null
}
