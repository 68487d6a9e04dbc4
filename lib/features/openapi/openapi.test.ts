import { describe, expect, it } from 'vitest'
import { routes } from '@/lib/api'
import { openApiDocument } from './rules/document'

type Operation = {
  operationId: string
  security: object[]
  parameters?: { $ref?: string; name?: string; in?: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> }
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }>; headers?: object }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, { properties?: Record<string, { pattern?: string }>; $ref?: string }>
  }
}

/** Importing every route loads most of the application. */
const LOADING_MS = 60_000

// As a client receives it.
const document: Document = JSON.parse(JSON.stringify(openApiDocument()))
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    call: `${method.toUpperCase()} ${path}`,
    operation,
  })),
)

/** Every `$ref` of a document. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  )
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (node, key) => (typeof node === 'object' && node ? Reflect.get(node, key) : undefined),
      document,
    )
}

describe('the document of the public API', () => {
  it(
    'contains every route below /api/v1, and nothing else',
    async () => {
      const served = routes
        .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
        .filter((call) => call.includes(' /api/v1/'))
      expect(served.length).toBeGreaterThan(20)
      expect(operations.map(({ call }) => call).toSorted()).toEqual(served.toSorted())
    },
    LOADING_MS,
  )

  it('is OpenAPI 3.1 without broken references', () => {
    expect(document.openapi).toBe('3.1.0')
    const refs = [...new Set(refsIn(document))]
    expect(refs.length).toBeGreaterThan(20)
    expect(refs.filter((ref) => !ref.startsWith('#/') || resolve(ref) === undefined)).toEqual([])
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('declares every path parameter, the idempotency key of every POST and where a sign-in is required', () => {
    for (const { call, operation } of operations) {
      const inPath = [...call.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const declared = operation.parameters?.filter((parameter) => parameter.in === 'path') ?? []
      expect(declared.map(({ name }) => name).toSorted(), call).toEqual(inPath.toSorted())
      expect(
        declared.every(({ required }) => required),
        call,
      ).toBe(true)
      const keyed =
        operation.parameters?.some((parameter) => parameter.$ref?.endsWith('/IdempotencyKey')) ?? false
      expect(keyed, call).toBe(call.startsWith('POST '))
      expect('401' in operation.responses, call).toBe(
        operation.security.length > 0 || call.includes('/sessions'),
      )
    }
  })

  it('documents every error as a problem, and Retry-After', () => {
    for (const { call, operation } of operations) {
      for (const [status, response] of Object.entries(operation.responses).filter(
        ([code]) => code >= '400',
      )) {
        const content = response.content?.['application/problem+json']
        expect(content?.schema.$ref, `${call} ${status}`).toBe('#/components/schemas/Problem')
        if (status === '429') expect(response.headers).toHaveProperty('Retry-After')
      }
    }
  })

  it('agrees with the API contract', () => {
    const { post } = document.paths['/api/v1/accounts'] ?? {}
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(['201', '409', '422', '429']))
    expect(document.components.schemas.postAccountsBody?.properties?.phone?.pattern).toBe('^1[3-9]\\d{9}$')
    const upload = document.paths['/api/v1/photos']?.post?.requestBody?.content
    expect(Object.keys(upload ?? {})).toEqual(['multipart/form-data'])
    const submit = document.paths['/api/v1/filings/{id}/submit']?.post
    expect(submit?.responses['200']?.content?.['application/json']?.schema.$ref).toBe(
      '#/components/schemas/Filing',
    )
    expect(Object.keys(document.paths['/api/v1/sessions']?.delete?.responses ?? {})).toContain('204')
  })
})
