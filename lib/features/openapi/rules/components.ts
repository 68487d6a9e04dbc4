import { z } from 'zod'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { API_PARTS, NAMED_SCHEMAS } from '../schema'

export type Json = Record<string, unknown>

/** Documents the input side of each schema: JSON as transferred, before defaults and conversions. */
const OPTIONS = {
  io: 'input',
  target: 'draft-2020-12',
  unrepresentable: 'any',
  // Zod adds JavaScript's safe-integer bounds, which are not rules of this API.
  override: ({ jsonSchema }) => {
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  },
} as const satisfies z.core.ToJSONSchemaParams
const refOf = (name: string) => `#/components/schemas/${name}`

/** POST /api/v1/filings/{id}/submit → postFilingsIdSubmit */
export function operationId({ method, path }: AnyEndpoint): string {
  const words = path.replace('/api/v1/', '').split(/[^A-Za-z0-9]+/)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** The name of each request and response schema; a schema shared by several endpoints has one name. */
function namedSchemas(): Map<z.ZodType, string> {
  const names = new Map(Object.entries(NAMED_SCHEMAS).map(([name, schema]) => [schema, name]))
  for (const spec of API_PARTS.flatMap((part) => part.endpoints)) {
    for (const [schema, kind] of [
      [spec.body, 'Body'],
      [spec.response, 'Answer'],
    ] as const) {
      if (schema && !names.has(schema)) names.set(schema, operationId(spec) + kind)
    }
  }
  return names
}

const NAMES = namedSchemas()

export function refTo(schema: z.ZodType): Json {
  const name = NAMES.get(schema)
  if (!name) throw new Error('schema not used by any endpoint')
  return { $ref: refOf(name) }
}

/** `components.schemas`: the named schemas, with references to each other. */
export function componentSchemas(): Record<string, Json> {
  const registry = z.registry<{ id: string }>()
  for (const [schema, id] of NAMES) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { ...OPTIONS, uri: refOf })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  )
}

/** The properties of a parameter schema. */
export function objectSchema(schema: z.ZodType): { properties: Record<string, Json>; required: string[] } {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, OPTIONS)
  return { properties: properties as Record<string, Json>, required }
}
