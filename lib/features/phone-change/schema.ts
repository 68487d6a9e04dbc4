import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { codeSent, humanCheckInput, phoneInput, smsCodeInput } from '@/lib/features/account/schema'
import { foundAccount, idTail } from '@/lib/features/identity/schema'

/** The phone of an account becomes another: at a counter with the original document, or by its owner (docs/decisions/0064). */

const params = z.object({ id: z.uuid() })
const office = { auth: 'staff' as const, action: 'account.prove' as const, params }

export const sendNewPhoneCodeEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/accounts/{id}/phone/codes',
  summary: '向新手机号发送验证码（窗口更换手机号）；已是其他账号手机号的，409 PHONE_TAKEN',
  ...office,
  status: 202,
  body: z.strictObject({ phone: phoneInput, humanCheck: humanCheckInput }),
  response: codeSent,
  limits: ['lookup'],
})

/** What the officer was shown for a unit besides its licence. */
export const authorityInput = auditWords(
  z.string().trim().min(4, '请写明出示的委托书或任职证明，至少 4 个字').max(200, '不能超过 200 字'),
)

export const changePhoneEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/accounts/{id}/phone',
  summary:
    '更换账号的手机号：机主持证件原件在场（后四位）、新手机号收到的验证码；单位另写明出示的委托书。原有登录、密码、微信关联随即取消（留痕）',
  ...office,
  status: 200,
  body: z.strictObject({
    idTail,
    phone: phoneInput,
    code: smsCodeInput,
    authority: authorityInput.optional(),
  }),
  response: foundAccount.extend({
    machines: z.number().int(),
    /** Whether a message to the phone that the account had was handed over to be sent. */
    oldPhoneTold: z.boolean(),
  }),
})
export type ChangePhone = z.output<typeof changePhoneEndpoint.body>

export const changeOwnPhoneEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/phone',
  summary:
    '更换本账号的手机号：原手机号收到的验证码（CHANGE_PHONE）和新手机号收到的验证码（NEW_PHONE）；其他设备的登录随即结束。原手机号收不到的，持证件原件到登记单位窗口办理',
  auth: 'account',
  unitRole: 'MANAGE',
  limits: ['signIn'],
  body: z.object({ phone: phoneInput, code: smsCodeInput, newPhone: phoneInput, newCode: smsCodeInput }),
})
export type ChangeOwnPhone = z.output<typeof changeOwnPhoneEndpoint.body>
