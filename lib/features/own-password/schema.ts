import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { newPassword } from '@/lib/core/password'
import { phoneInput, smsCodeInput } from '@/lib/features/account/schema'

/** The signed-in person's own password (docs/decisions/0063). */

export const changeOwnPasswordEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/password',
  summary:
    '修改（设置）当前登录的人的密码：填写当前密码 currentPassword；没有密码或者忘记了的，填写账号手机号 phone 和它收到的验证码 code（RESET_PASSWORD）。其他设备的登录随即结束；原来有密码的，微信关联随即解除',
  auth: 'account',
  unitRole: 'LOOK',
  limits: ['signIn'],
  body: z
    .object({
      currentPassword: z.string('请填写当前密码').min(1, '请填写当前密码').max(200, '密码不正确').optional(),
      phone: phoneInput.optional(),
      code: smsCodeInput.optional(),
      password: newPassword,
    })
    .superRefine((body, context) => {
      if (body.currentPassword !== undefined) return
      const given = body.phone !== undefined || body.code !== undefined
      const faults: [path: string, message: string][] = given
        ? [
            ...(body.phone === undefined ? [['phone', '请填写手机号'] satisfies [string, string]] : []),
            ...(body.code === undefined ? [['code', '请填写验证码'] satisfies [string, string]] : []),
          ]
        : [['currentPassword', '请填写当前密码，或者用账号手机号收到的验证码']]
      for (const [path, message] of faults)
        context.addIssue({ code: 'custom', path: [path], message, input: body })
    }),
})
export type ChangeOwnPassword = z.output<typeof changeOwnPasswordEndpoint.body>
