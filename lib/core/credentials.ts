import { z } from 'zod'

export const wechatCodeInput = z
  .string('请提供 wechatCode')
  .min(1, '请提供 wechatCode')
  .max(200)
  .meta({ description: 'wx.login 得到的 code；与手机号一同提供时，将该微信关联到账号' })

export const wechatPhoneCodeInput = z
  .string('请提供 wechatPhoneCode')
  .min(1, '请提供 wechatPhoneCode')
  .max(200)
  .meta({
    description:
      '小程序按钮 getPhoneNumber（或 getRealtimePhoneNumber）得到的 code，与 wechatCode、idTail 一同提供：以微信绑定的手机号登录并关联微信。微信不保证该号码现在仍由本人使用，所以须填写账号证件号码的后四位',
  })

type Credentials = {
  phone?: string
  password?: string
  code?: string
  wechatCode?: string
  wechatPhoneCode?: string
  idTail?: string
  ticket?: string
}

/** What a sign-in of an owner lacks, and the field to say it at; null when it can be tried. */
export function missingCredential(body: Credentials): { path: string[]; message: string } | null {
  if (body.ticket) return null
  if (body.wechatPhoneCode !== undefined) {
    if (body.wechatCode === undefined) return { path: ['wechatCode'], message: '请提供 wechatCode' }
    return body.idTail ? null : { path: ['idTail'], message: '请填写账号登记的证件号码后四位' }
  }
  const byPhone = body.phone !== undefined || body.password !== undefined || body.code !== undefined
  if (body.wechatCode !== undefined && !byPhone) return null
  if (body.phone === undefined) return { path: ['phone'], message: '请填写手机号' }
  if (!body.password && !body.code) return { path: ['password'], message: '请填写密码或验证码' }
  return null
}
