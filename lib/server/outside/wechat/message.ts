import { z } from 'zod'
import type { WechatApp } from './app'
import { callWechat } from './call'

type SubscribeMessage = {
  openid: string
  templateId: string
  /** Page of the mini program that it opens. */
  page: string
  /** By the keywords of the template. */
  data: Record<string, { value: string }>
}

const answer = z.object({ errcode: z.literal(0) })

/**
 * One subscription message. Taken, it is WeChat's to deliver; whether it is seen nobody here knows.
 * @throws WechatRefusal: not sent; NoWechatAnswer: it may have been
 */
export async function sendSubscribeMessage(
  app: WechatApp,
  { openid, templateId, page, data }: SubscribeMessage,
): Promise<void> {
  const body = {
    touser: openid,
    template_id: templateId,
    page,
    data,
    miniprogram_state: 'formal',
    lang: 'zh_CN',
  }
  await callWechat(app, { path: '/cgi-bin/message/subscribe/send', body, answer })
}
