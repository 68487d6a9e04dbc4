import { call, sentenceOf } from './api'
import { loginCode } from './login-code'

/** 订阅消息: one consent is one message, asked for by a tap, for one kind of message. */
export type Template = { templateId: string; label: string }

/** What WeChat says of a request: the person's choice, or why there was none. */
export type Choice = 'accept' | 'reject' | 'ban' | 'filter' | { failed: string }

/** @returns the kinds that the registry sends; empty: it sends none. @throws Error with a sentence */
export async function templates(): Promise<Template[]> {
  const answer = await call({ method: 'GET', path: '/wechat/subscription-templates' })
  const { data } = answer.body
  if (answer.status !== 200 || !Array.isArray(data)) throw new Error(sentenceOf(answer))
  return data.flatMap((each: Partial<Template>) =>
    each.templateId && each.label ? [{ templateId: each.templateId, label: each.label }] : [],
  )
}

/** To be called at once in the handler of a tap: after anything asynchronous WeChat refuses. */
export function askConsent(templateId: string): Promise<Choice> {
  return new Promise((resolve) => {
    if (typeof wx.requestSubscribeMessage !== 'function')
      return resolve({ failed: '当前微信版本不支持订阅消息，请升级微信' })
    wx.requestSubscribeMessage({
      tmplIds: [templateId],
      success: (answer) => {
        const choice = (answer as unknown as Record<string, string>)[templateId]
        resolve(isChoice(choice) ? choice : { failed: '微信没有说明是否同意，没有记录' })
      },
      fail: ({ errCode }) => resolve({ failed: FAILURES[errCode] ?? '没有打开订阅的询问，请再点一次' }),
    })
  })
}

const isChoice = (text: string | undefined): text is 'accept' | 'reject' | 'ban' | 'filter' =>
  text === 'accept' || text === 'reject' || text === 'ban' || text === 'filter'

const FAILURES: Record<number, string> = {
  20001: '这种消息暂时不能订阅',
  20004: '您在小程序的设置里关闭了订阅消息，请打开后再点',
  20005: '小程序暂时不能使用订阅消息',
}

export const CHOICE_WORDS = {
  reject: '您没有同意，不会发送。',
  ban: '微信已停用这种消息，不会发送。',
  filter: '微信没有询问这种消息（与另一种重名），不会发送。',
} as const

/**
 * Tells the registry that one more message of this kind may be sent.
 * @returns how many may be sent now
 * @throws Error with a sentence, e.g. when this WeChat is linked to no account: nothing is stored then
 */
export async function storeConsent(templateId: string): Promise<number> {
  const body = { wechatCode: await loginCode(), templateId }
  const answer = await call({ method: 'POST', path: '/wechat/subscriptions', body })
  if (answer.status !== 201 || typeof answer.body.left !== 'number') throw new Error(sentenceOf(answer))
  return answer.body.left
}
