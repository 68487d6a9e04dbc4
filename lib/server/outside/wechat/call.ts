import { z } from 'zod'
import { askOutside, OutsideAway } from '../ask-outside'
import type { WechatApp } from './app'
import { NoWechatAnswer, WechatRefusal } from './failure'
import { LentValues } from './single-flight'

const tokens = new LentValues()

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() })
const faultAnswer = z.object({ errcode: z.number().optional() })

/** WeChat's own word for a moment in which it cannot answer. */
const SYSTEM_BUSY = -1

/** 40001, 40014: not (any more) a token of ours; 42001: it has ended. */
const TOKEN_FAULTS = new Set([40001, 40014, 42001])

type Call<S extends z.ZodType> = {
  /** Below WeChat's address, e.g. /wxa/business/getuserphonenumber. */
  path: string
  query?: Record<string, string>
  /** Sent as JSON; absent: a GET. */
  body?: object
  answer: S
}

/**
 * A call of WeChat's server API with the access token, which is fetched once for all and again when WeChat says it is no longer
 * good. A request to the outside: never inside a transaction.
 * @throws WechatRefusal with WeChat's errcode; NoWechatAnswer. Neither names the address, which holds the token
 */
export async function callWechat<S extends z.ZodType>(app: WechatApp, call: Call<S>): Promise<z.output<S>> {
  const token = await accessToken(app)
  try {
    return await ask(app, call, token)
  } catch (error) {
    if (!(error instanceof WechatRefusal) || !TOKEN_FAULTS.has(error.errcode)) throw error
    // Refused before anything was done, so the call may be repeated.
    tokens.drop(app.appId, token)
    return ask(app, call, await accessToken(app))
  }
}

/** By `stable_token`: several servers get the same one, and none ends another's. */
function accessToken(app: WechatApp): Promise<string> {
  return tokens.get(app.appId, async () => {
    const body = { grant_type: 'client_credential', appid: app.appId, secret: app.appSecret }
    const { access_token, expires_in } = await ask(app, {
      path: '/cgi-bin/stable_token',
      body,
      answer: tokenAnswer,
    }).catch(nothingDone)
    return { value: access_token, seconds: expires_in }
  })
}

/** Without a token nothing was asked for, so it is a refusal: the call may be made again. */
function nothingDone(error: unknown): never {
  throw error instanceof NoWechatAnswer ? new WechatRefusal(SYSTEM_BUSY) : error
}

async function ask<S extends z.ZodType>(
  { apiUrl, timeoutMs }: WechatApp,
  { path, query, body, answer }: Call<S>,
  token?: string,
): Promise<z.output<S>> {
  const url = new URL(path, apiUrl)
  url.search = new URLSearchParams({ ...(token ? { access_token: token } : {}), ...query }).toString()
  const said = await jsonOf(url, body, timeoutMs)
  const { errcode } = faultAnswer.safeParse(said).data ?? {}
  if (errcode !== undefined && errcode !== 0) throw new WechatRefusal(errcode)
  const parsed = answer.safeParse(said)
  if (!parsed.success) throw new NoWechatAnswer('another shape')
  return parsed.data
}

/** WeChat sends JSON as text/plain, faults in a 200. */
async function jsonOf(url: URL, body: object | undefined, timeoutMs: number): Promise<unknown> {
  const sent = body
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    : {}
  try {
    return await askOutside('wechat', { timeoutMs }, async (signal) => {
      const response = await fetch(url, { ...sent, redirect: 'error', signal })
      return response.json()
    })
  } catch (error) {
    // Nothing was sent, so the call may be made again.
    if (error instanceof OutsideAway && !error.asked) throw new WechatRefusal(SYSTEM_BUSY)
    throw new NoWechatAnswer(error instanceof Error ? error.name : 'unknown')
  }
}
