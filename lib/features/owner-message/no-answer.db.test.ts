import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER_MESSAGES_SETTING } from '@/lib/features/setting/schema/owner-messages'
import { db } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { makeFiling } from '@/prisma/factories/filing'
import { ownerSession } from '@/testing/owner-session'
import { sendDueMessages } from './commands/send-due'

let asked = 0
/** A provider whose connection breaks after the message has been handed over. */
const provider = createServer((request) => {
  asked += 1
  request.socket.destroy()
})

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    SMS_DRIVER: 'aliyun',
    ALIYUN_ACCESS_KEY_ID: 'key',
    ALIYUN_ACCESS_KEY_SECRET: 'secret',
    ALIYUN_SMS_SIGN_NAME: '非道路移动机械登记',
    ALIYUN_SMS_TEMPLATE_CODE: 'SMS_1',
    ALIYUN_SMS_ENDPOINT: `127.0.0.1:${(provider.address() as AddressInfo).port}`,
    ALIYUN_SMS_PROTOCOL: 'http',
  })
})
afterAll(() => void provider.close())

it('a message that the provider did not answer may have gone out: it is not sent again, and not called sent', async () => {
  const { initial } = OWNER_MESSAGES_SETTING
  const value = {
    ...initial,
    quietFrom: 0,
    quietTo: 0,
    RETURNED: { ...initial.RETURNED, providerTemplate: 'SMS_2' },
  }
  await db().setting.create({ data: { key: 'owner-messages', divisionCode: '000000', value } })
  const owner = await ownerSession(db())
  const { id } = await makeFiling(db(), 'RETURNED', { filerId: owner.id })
  await db().notice.deleteMany({ where: { filingId: id } })
  const filing = { id, filerId: owner.id, ownerId: owner.id }
  await db().$transaction((tx) => notify(tx, { filing, kind: 'RETURNED' }))
  const later = new Date(Date.now() + 60_000)
  await sendDueMessages(later)
  await sendDueMessages(new Date(later.getTime() + 3_600_000))
  expect(asked).toBe(1)
  expect(await db().ownerMessage.findFirstOrThrow({ where: { notice: { filingId: id } } })).toMatchObject({
    state: 'FAILED',
    why: 'BROKEN_OFF',
  })
})
