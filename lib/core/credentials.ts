import { z } from 'zod'

export const wechatCodeInput = z
  .string('请提供 wechatCode')
  .min(1, '请提供 wechatCode')
  .max(200)
  .meta({ description: 'wx.login 得到的 code；与手机号一同提供时，将该微信关联到账号' })

type Credentials = { phone?: string; password?: string; code?: string; wechatCode?: string; ticket?: string }

/** What a sign-in of an owner lacks, and the field to say it at; null when it can be tried. */
export function missingCredential(body: Credentials): { path: string[]; message: string } | null {
  if (body.ticket) return null
  const byPhone = body.phone !== undefined || body.password !== undefined || body.code !== undefined
  if (body.wechatCode !== undefined && !byPhone) return null
  if (body.phone === undefined) return { path: ['phone'], message: '请填写手机号' }
  if (!body.password && !body.code) return { path: ['password'], message: '请填写密码或验证码' }
  return null
}
