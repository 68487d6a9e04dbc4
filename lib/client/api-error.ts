import { z } from 'zod'

const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
})
export type Problem = z.output<typeof problemSchema>

/** A failed call as problem details; `code` is NETWORK when there was no response. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    /** From Retry-After. */
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.detail)
    this.name = 'ApiError'
  }

  get code(): string {
    return this.problem.code
  }

  /** The first message for each field path. */
  get fieldMessages(): Record<string, string> {
    const entries = (this.problem.errors ?? []).map((fault) => [fault.path, fault.message]).reverse()
    return Object.fromEntries(entries)
  }
}

/** May a retry succeed: no network, a busy or failing server, not signed in? */
export function isTransient({ problem: { status } }: ApiError): boolean {
  return status < 400 || status === 401 || status === 429 || status >= 500
}

/** What was asked for does not exist, or not for who asks. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 404
}

/** The server rejected the input. */
export function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.code === 'INVALID' || error.code === 'MALFORMED')
}

/** The case has changed since it was loaded, or its state does not allow the action. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 409
}

export function networkError(): ApiError {
  const title = '网络连接失败'
  return new ApiError({ status: 0, code: 'NETWORK', title, detail: '无法连接服务器，请检查网络后重试' })
}

/** Reads problem+json; any other body (a proxy's page) becomes a message with the status. */
export async function errorOf(response: Response): Promise<ApiError> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null))
  const wait = Number(response.headers.get('retry-after')) || undefined
  if (parsed.success) return new ApiError(parsed.data, wait)
  const detail = `服务器没有正常回答（${response.status}），请稍后再试`
  return new ApiError({ status: response.status, code: 'UNEXPECTED', title: '服务异常', detail })
}
