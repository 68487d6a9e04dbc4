import type { z } from 'zod'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { API_PARTS } from '../schema'
import { componentSchemas, type Json, objectSchema, operationId, refTo } from './components'
import { describeStatus, errorStatuses, problemSchema } from './errors'

const PROBLEM_TYPE = 'application/problem+json'
const JSON_TYPE = 'application/json'

/** OpenAPI 3.1 document of the public API, generated from the endpoint declarations that the routes use. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const { title, endpoints } of API_PARTS) {
    for (const spec of endpoints) {
      paths[spec.path] = { ...paths[spec.path], [spec.method.toLowerCase()]: operation(spec, title) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '非道路移动机械环保登记 · 开放接口',
      version: '1',
      description:
        '供机主小程序等客户端使用。只增不改：以后可能增加字段，请忽略不认识的字段。时间为 ISO 8601 UTC，日期为 YYYY-MM-DD。\n\n增补：一天内获取或输错验证码的次数较多时，发送验证码的接口回答 428 HUMAN_CHECK_REQUIRED。请用 POST /api/v1/human-checks 取得一道计算题，由用户的手机算出（平均试十万个数），把答案作为 humanCheck 再请求一次。不实现它的程序只在这种情况下收到 428，detail 可以直接显示给用户。',
    },
    servers: [{ url: '/' }],
    tags: API_PARTS.map(({ title }) => ({ name: title })),
    paths,
    components: {
      schemas: { ...componentSchemas(), Problem: problemSchema() },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      headers: {
        RequestId: { description: '本次请求的编号，反馈问题时请提供', schema: { type: 'string' } },
        RetryAfter: { description: '多少秒后可以再试', schema: { type: 'integer' } },
      },
      parameters: { IdempotencyKey: idempotencyKey() },
    },
  }
}

function operation(spec: AnyEndpoint, tag: string): Json {
  const parameters = [
    ...parametersOf(spec.params, 'path'),
    ...parametersOf(spec.query, 'query'),
    ...(spec.method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ]
  return {
    operationId: operationId(spec),
    summary: spec.summary,
    tags: [tag],
    security: spec.auth === 'account' ? [{ bearer: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body || spec.upload ? { requestBody: { required: true, content: requestContent(spec) } } : {}),
    responses: responsesOf(spec),
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = objectSchema(schema)
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function requestContent(spec: AnyEndpoint): Json {
  if (!spec.upload) return { [JSON_TYPE]: { schema: refTo(spec.body) } }
  const file = { type: 'string', contentMediaType: 'application/octet-stream' }
  const schema = { type: 'object', properties: { file }, required: ['file'] }
  return { 'multipart/form-data': { schema } }
}

function responsesOf(spec: AnyEndpoint): Json {
  const headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } }
  const status = spec.status ?? (spec.response || spec.file ? 200 : 204)
  const content = responseContent(spec)
  const responses: Record<string, Json> = {
    [status]: { description: status === 204 ? '完成' : '成功', headers, ...(content ? { content } : {}) },
  }
  for (const code of errorStatuses(spec)) {
    const retry = code === 429 ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } : {}
    responses[code] = {
      description: describeStatus(code),
      headers: { ...headers, ...retry },
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return responses
}

function responseContent(spec: AnyEndpoint): Json | null {
  if (spec.file) return { [spec.file]: { schema: { type: 'string', contentMediaType: spec.file } } }
  return spec.response ? { [JSON_TYPE]: { schema: refTo(spec.response) } } : null
}

function idempotencyKey(): Json {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      '同一个键和同样的内容再次提交，回答与第一次相同（48 小时内）；内容不同则回答 409 IDEMPOTENCY_MISMATCH',
    schema: { type: 'string', maxLength: 200 },
  }
}
