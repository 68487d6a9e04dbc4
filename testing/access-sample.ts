import { randomUUID } from 'node:crypto'
import { z } from 'zod'

type JsonSchema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  default?: unknown
  format?: string
  pattern?: string
  minLength?: number
  minimum?: number
  minItems?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  $ref?: string
}

/** Tried in turn for a field with a pattern. */
const TEXTS = [
  '文字',
  '110101',
  '13900000001',
  'A',
  'a1',
  '1',
  'Abcd-1234',
  '3-30468844',
  '2026-01-01',
  '2026-01',
  '08:00',
  'number-strip.pdf',
]

/**
 * The smallest value that a schema accepts: only required parts. A refinement may reject it; then the endpoint needs its
 * own sample.
 */
export function sampleOf(schema: z.ZodType): unknown {
  return sample(jsonSchemaOf(schema))
}

/** Does an object schema have this property? */
export function takes(schema: z.ZodType | undefined, property: string): boolean {
  return schema !== undefined && property in (jsonSchemaOf(schema).properties ?? {})
}

/** The values of an enumerated property of an object schema, or null. */
export function enumOf(schema: z.ZodType | undefined, property: string): string[] | null {
  if (!schema) return null
  const json = jsonSchemaOf(schema)
  const found = json.properties?.[property]?.enum
  return found ? found.map(String) : null
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  return JSON.parse(JSON.stringify(json))
}

function sample(schema: JsonSchema): unknown {
  if ('default' in schema) return schema.default
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null')
  if (choice) return sample(choice)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const required = schema.required ?? []
    return Object.fromEntries(required.map((name) => [name, sample(schema.properties?.[name] ?? {})]))
  }
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}))
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  return type === 'string' ? sampleText(schema) : null
}

function sampleText({ format, pattern, minLength }: JsonSchema): string {
  if (format === 'uuid') return randomUUID()
  if (format === 'date') return '2026-01-01'
  if (format === 'date-time') return '2026-01-01T00:00:00.000Z'
  const fitting = TEXTS.find((text) => !pattern || new RegExp(pattern, 'u').test(text)) ?? '文字'
  return fitting.length < (minLength ?? 0) ? fitting.repeat(minLength ?? 1) : fitting
}
