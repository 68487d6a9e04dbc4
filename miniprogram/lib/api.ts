import { BASE } from '../config'

/** The few calls of /api/v1 that the native side makes. */

const TIMEOUT_MS = 10_000

type Call = { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: object; token?: string }
export type Answer = { status: number; body: Record<string, unknown> }

/** @throws Error with a Chinese sentence when nobody answered */
export function call({ method, path, body, token }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${BASE}/api/v1${path}`,
      method,
      data: body,
      timeout: TIMEOUT_MS,
      header: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      success: ({ statusCode, data }) =>
        resolve({ status: statusCode, body: typeof data === 'object' ? { ...data } : {} }),
      fail: () => reject(new Error('无法连接服务器，请检查网络后重试')),
    })
  })
}

/** A text of an answer, or nothing. */
export function textOf(answer: Answer, name: string): string {
  const value = answer.body[name]
  return typeof value === 'string' ? value : ''
}

/** Does the answer name this fault at some field? */
export function hasFault({ body }: Answer, code: string): boolean {
  return Array.isArray(body.errors) && body.errors.some((fault) => fault?.code === code)
}

/** The first sentence that the answer gives for a person to read. */
export function sentenceOf(answer: Answer): string {
  const { errors } = answer.body
  const first: unknown = Array.isArray(errors) ? errors[0]?.message : undefined
  if (typeof first === 'string') return first
  return textOf(answer, 'detail') || '系统出现问题，请稍后再试'
}
