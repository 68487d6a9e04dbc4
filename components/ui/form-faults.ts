import type { FormInstance } from 'antd'
import { ApiError } from '@/lib/client/api-error'

/**
 * Shows the server's faults at their fields.
 * @returns the message that belongs to no field, for the caller to show; null if there is none
 */
export function showFaults(form: FormInstance, error: unknown): string | null {
  if (!(error instanceof ApiError)) return '系统出现问题，请稍后再试'
  const matching = Object.entries(error.fieldMessages).filter(([path]) =>
    form.getFieldInstance(path.split('.')),
  )
  // No fault may be lost because the form lacks its field.
  if (matching.length === 0) return [error.message, ...Object.values(error.fieldMessages)].join('；')
  form.setFields(matching.map(([path, text]) => ({ name: path.split('.'), errors: [text] })))
  const [first] = matching
  if (first) form.focusField(first[0].split('.'))
  return null
}
