import { isUtf8 } from 'node:buffer'
import type { z } from 'zod'
import { AppError, type FieldError } from '@/lib/core/app-error'
import { NOT_STORABLE_MESSAGE, notStorableIn } from '@/lib/core/storable'

/** Error code of invalid input in a body, in a query, in a path. */
type InputFault = 'INVALID' | 'MALFORMED' | 'NOT_FOUND'

/** @throws AppError MALFORMED for text that is not JSON, INVALID with the paths of invalid fields */
export function parseJson(bytes: Buffer, schema: z.ZodType): unknown {
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = bytes.length === 0 ? {} : JSON.parse(text)
  } catch (cause) {
    throw new AppError('MALFORMED', { detail: '请求内容不是有效的 JSON', cause })
  }
  // Invalid UTF-8 would be stored as other characters than were sent.
  if (!isUtf8(bytes)) throw new AppError('MALFORMED', { detail: '请求内容不是有效的 UTF-8 文本' })
  // In valid UTF-8, characters that cannot be stored can only occur as \u escapes.
  return parseWith(schema, value, 'INVALID', text.includes('\\u') ? notStorableIn(value) : [])
}

/**
 * Parses the parameters of a path or a query.
 * @throws AppError NOT_FOUND for a path, MALFORMED with the invalid parameters for a query
 */
export function parseParameters(
  schema: z.ZodType,
  values: unknown,
  code: Exclude<InputFault, 'INVALID'>,
): unknown {
  return parseWith(schema, values, code, notStorableIn(values))
}

/**
 * @param notStorable paths of texts that the database cannot store
 * @throws AppError with `code` and every fault by path
 */
function parseWith(
  schema: z.ZodType,
  value: unknown,
  code: InputFault,
  notStorable: readonly string[],
): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success && notStorable.length === 0) return parsed.data
  if (code === 'NOT_FOUND') throw new AppError('NOT_FOUND')
  const faults: FieldError[] = (parsed.error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code.toUpperCase(),
    message: issue.message,
  }))
  const reported = new Set(faults.map(({ path }) => path))
  const others = notStorable
    .filter((path) => !reported.has(path))
    .map((path) => ({ path, code: 'NOT_STORABLE', message: NOT_STORABLE_MESSAGE }))
  throw new AppError(code, { errors: [...faults, ...others] })
}
