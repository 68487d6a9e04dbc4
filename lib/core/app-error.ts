/**
 * Expected failures. Anything else that is thrown is a bug: logged once and reported as INTERNAL without details.
 * HTTP status and default Chinese message of each code.
 */
export const ERROR_CODES = {
  MALFORMED: [400, '请求格式不正确'],
  UNAUTHENTICATED: [401, '请先登录'],
  INVALID_CREDENTIALS: [401, '账号或密码不正确'],
  SESSION_EXPIRED: [401, '登录已失效，请重新登录'],
  CONFIRM_REQUIRED: [401, '此操作需要重新登录确认'],
  FORBIDDEN: [403, '您没有权限进行此操作'],
  DOCUMENT_REQUIRED: [403, '请再填写证件号码的后四位'],
  PROOF_REQUIRED: [403, '请先核验身份，再办理此项'],
  SET_UP_REQUIRED: [403, '请先完成登录设置'],
  CROSS_ORIGIN: [403, '请求来源不被允许'],
  NOT_FOUND: [404, '没有找到，或者不在您可以查看的范围内'],
  METHOD_NOT_ALLOWED: [405, '不支持的请求方法'],
  PHONE_TAKEN: [409, '手机号或证件号码已注册'],
  ID_NUMBER_TAKEN: [409, '手机号或证件号码已注册'],
  USERNAME_TAKEN: [409, '该用户名已被使用'],
  NAME_TAKEN: [409, '该名称已被使用'],
  STATE_CONFLICT: [409, '当前状态不允许此操作，请刷新后再试'],
  VERSION_CONFLICT: [409, '内容已被他人更新，请刷新后再试'],
  CLAIMED_BY_OTHER: [409, '该登记正由其他审核人员处理'],
  CONSENT_REQUIRED: [409, '请先阅读并同意《个人信息保护告知》，再办理登记和变更'],
  NOT_CLAIMED: [409, '请先领取该登记再进行审核'],
  ALREADY_COLLECTED: [409, '该号码已被领取，不能重复发放'],
  SERIES_EXHAUSTED: [409, '本辖区的号段已用完，请联系管理员增加号段'],
  SERIES_OVERLAP: [409, '号段与已有号段重叠'],
  TOO_LATE: [409, '该决定已经生效，不能撤销'],
  IDEMPOTENCY_MISMATCH: [409, '同一个 Idempotency-Key 被用于不同的请求内容'],
  IN_USE: [409, '正在使用中，不能删除'],
  REQUEST_TIMEOUT: [408, '请求未在时限内发完'],
  PAYLOAD_TOO_LARGE: [413, '上传的内容过大'],
  UNSUPPORTED_MEDIA: [415, '不支持的内容类型'],
  MISDIRECTED: [421, '访问的地址不是本系统的地址'],
  INVALID: [422, '填写的内容有误，请按提示修改'],
  CODE_INVALID: [422, '验证码不正确或已失效，请重新获取'],
  HUMAN_CHECK_REQUIRED: [428, '请先完成自动验证'],
  RATE_LIMITED: [429, '操作过于频繁，请稍后再试'],
  LOCKED: [429, '尝试次数过多，已暂停尝试'],
  HEADERS_TOO_LARGE: [431, '请求头过大'],
  INTERNAL: [500, '系统出现问题，请稍后再试'],
  UNAVAILABLE: [503, '服务暂时不可用，请稍后再试'],
  STORAGE_FULL: [507, '服务器存储空间已满，没有保存，请联系管理员，稍后再试'],
} as const satisfies Record<string, readonly [number, string]>

export type ErrorCode = keyof typeof ERROR_CODES

/** One invalid field: path as in the contract (`engine.serial`, `photos.BODY_FRONT`), code, Chinese message. */
export type FieldError = { path: string; code: string; message: string }

type Extra = {
  detail?: string
  errors?: FieldError[]
  retryAfterSeconds?: number
  /** With METHOD_NOT_ALLOWED: the methods that the path supports. */
  allow?: readonly string[]
  cause?: unknown
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined
  readonly allow: readonly string[] | undefined

  constructor(code: ErrorCode, extra: Extra = {}) {
    const [status, title] = ERROR_CODES[code]
    super(extra.detail ?? title, { cause: extra.cause })
    this.name = 'AppError'
    this.code = code
    this.status = status
    this.title = title
    this.errors = extra.errors
    this.retryAfterSeconds = extra.retryAfterSeconds
    this.allow = extra.allow
  }
}

/** A 422 for a single field. */
export function fieldError(path: string, message: string, code = 'INVALID'): AppError {
  return new AppError('INVALID', { detail: message, errors: [{ path, code, message }] })
}
