import { z } from 'zod'
import type { PublicActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { notLinked } from '@/lib/features/account/commands/open-session'
import { wechatIndexOf } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { wechatOpenid } from '@/lib/server/outside/wechat/openid'
import { encrypt } from '@/lib/server/secrets/secrets'
import { listTemplates } from './queries'

/** More consents than anybody is told things; the database takes no more. */
const MOST = 20

type Consented = { wechatCode: string; templateId: string }

const accountRow = z.object({ id: z.uuid() })
const counted = z.object({ sendsLeft: z.int() })

/**
 * POST /wechat/subscriptions: one more message of a template may be sent to the account that this person of WeChat is linked to. Whether
 * WeChat has really asked is the mini program's word: a message that WeChat does not allow is refused by WeChat, and the count is put right.
 * @throws AppError INVALID for a template that is not in use; INVALID_CREDENTIALS with WECHAT_NOT_LINKED; those of `wechatOpenid`
 */
export async function subscribe(
  actor: PublicActor,
  { wechatCode, templateId }: Consented,
): Promise<{ left: number }> {
  const { data } = await listTemplates()
  const template = data.find((each) => each.templateId === templateId)
  if (!template) throw fieldError('templateId', '没有这种微信消息', 'UNKNOWN_TEMPLATE')
  // A request to WeChat, so before any transaction.
  const openid = await wechatOpenid(wechatCode)
  return transact(async (tx) => {
    // Row lock until the commit: unlinking ends all consents, before or after this one.
    const [account] = await rowsOf(tx, accountRow)`
      SELECT id FROM account WHERE "wechatIndex" = ${wechatIndexOf(openid)} FOR SHARE`
    if (!account) throw notLinked()
    const id = newId()
    const [row] = await rowsOf(tx, counted)`
      INSERT INTO wechat_consent AS c (id, "accountId", "templateId", openid, "sendsLeft")
      VALUES (${id}::uuid, ${account.id}::uuid, ${templateId}, ${encrypt('wechat_consent.openid', id, openid)}, 1)
      ON CONFLICT ("accountId", "templateId")
      DO UPDATE SET "sendsLeft" = least(c."sendsLeft" + 1, ${MOST}), "askedAt" = now()
      RETURNING "sendsLeft"`
    await audit(tx, actor, {
      action: 'account.subscribe-wechat',
      subjectType: 'account',
      subjectId: account.id,
      details: { messageKind: template.kind },
    })
    return { left: row?.sendsLeft ?? 0 }
  })
}
