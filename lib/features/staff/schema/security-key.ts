import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Security keys (WebAuthn) of one's own, as a second factor. */

export const MAX_KEYS = 10

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/)
const credentialId = base64url(1400)

/** What a browser answers when a key has signed a challenge at the sign-in. */
export const keyAssertion = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(8000),
  }),
})
export type KeyAssertion = z.output<typeof keyAssertion>

/** What a browser answers when a key has been made. */
const newKey = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    attestationObject: base64url(40_000),
    transports: z
      .array(
        z
          .string()
          .max(20)
          .regex(/^[a-z-]+$/),
      )
      .max(10)
      .optional(),
  }),
})
export type NewKey = z.output<typeof newKey>

const keyDto = z.object({
  id: z.uuid(),
  name: z.string(),
  addedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Registered for the address that the system has now. */
  usable: z.boolean(),
})
export type KeyDto = z.output<typeof keyDto>

const keyList = z.object({
  /** Where keys can be used; null: nowhere, since the system has no HTTPS address with a name. */
  origin: z.string().nullable(),
  data: z.array(keyDto),
})
export type KeyList = z.output<typeof keyList>

/** Options of `navigator.credentials.create`, bytes as base64url (WebAuthn, 5.4). */
const creationOptions = z.looseObject({ challenge: z.string() })

const auth = 'staff' as const
const action = 'console.use' as const
const keys = '/api/console/me/keys'

export const listKeysEndpoint = endpoint({
  method: 'GET',
  path: keys,
  summary: '自己的安全密钥，以及在什么地址可以使用',
  auth,
  action,
  duringSetUp: true,
  response: keyList,
})
export const startKeyEndpoint = endpoint({
  method: 'POST',
  path: `${keys}/start`,
  summary: '准备登记安全密钥：取得交给浏览器的参数（5 分钟内用一次）',
  auth,
  action,
  duringSetUp: true,
  recentSignIn: true,
  response: z.object({ options: creationOptions }),
  limits: ['reveal'],
})
export const addKeyEndpoint = endpoint({
  method: 'POST',
  path: keys,
  summary: '登记安全密钥（其他设备上的登录随即失效）',
  auth,
  action,
  duringSetUp: true,
  recentSignIn: true,
  body: z.object({
    name: z.string('请填写名称').trim().min(1, '请填写名称').max(30, '名称不能超过 30 字'),
    key: newKey,
  }),
  limits: ['reveal'],
})
export const removeKeyEndpoint = endpoint({
  method: 'DELETE',
  path: `${keys}/{keyId}`,
  summary: '删除自己的一把安全密钥（其他设备上的登录随即失效）',
  auth,
  action,
  recentSignIn: true,
  params: z.object({ keyId: z.uuid() }),
  limits: ['reveal'],
})
