import { ERROR_CODES } from '@/lib/core/app-error'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { objectSchema } from './components'

/** Error statuses that an endpoint can return, derived from its declaration; 500 and 503 are always possible, 507 where something is stored. */
export function errorStatuses(spec: AnyEndpoint): number[] {
  const takesBody = Boolean(spec.body || spec.upload)
  const statuses: [number, boolean][] = [
    [400, takesBody || Boolean(spec.query)],
    [401, spec.auth === 'account' || spec.path.startsWith('/api/v1/sessions')],
    [404, Boolean(spec.params)],
    [409, spec.method !== 'GET'],
    [413, takesBody],
    [415, takesBody],
    [422, spec.method !== 'GET' && spec.method !== 'DELETE'],
    [428, asksForHumanCheck(spec)],
    [429, Boolean(spec.limits?.length)],
    [500, true],
    [503, true],
    [507, spec.method !== 'GET'],
  ]
  return statuses.filter(([, possible]) => possible).map(([code]) => code)
}

/** Does it send a code, which may cost a human check? */
function asksForHumanCheck({ body }: AnyEndpoint): boolean {
  return body !== undefined && 'humanCheck' in (objectSchema(body).properties ?? {})
}

const STATUS_DESCRIPTIONS: Record<number, string> = {
  400: '请求格式不正确',
  401: '没有登录，或登录信息不正确',
  404: '没有找到，或不属于您',
  409: '与当前状态、版本或已有内容冲突',
  413: '内容过大',
  415: '内容类型不支持',
  422: '内容不符合规则，errors 逐项说明',
  428: '获取验证码的次数较多，需要先完成自动验证（POST /api/v1/human-checks）',
  429: '过于频繁',
  500: '系统出现问题',
  503: '服务暂时不可用',
  507: '服务器存储空间已满',
}

/** Description of a status, with its possible error codes. */
export function describeStatus(status: number): string {
  const codes = Object.entries(ERROR_CODES).filter(([, [codeStatus]]) => codeStatus === status)
  return `${STATUS_DESCRIPTIONS[status]}（code 可能为 ${codes.map(([code]) => code).join('、')}）`
}

/** Schema of every error response. */
export function problemSchema() {
  const text = { type: 'string' }
  const fieldError = {
    type: 'object',
    properties: { path: text, code: text, message: text },
    required: ['path', 'code', 'message'],
  }
  return {
    type: 'object',
    description: 'RFC 9457；errors 按字段列出每一处错误',
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: { type: 'string', examples: Object.keys(ERROR_CODES) },
      detail: text,
      requestId: text,
      errors: { type: 'array', items: fieldError },
    },
    required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  }
}
