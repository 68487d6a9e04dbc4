import type { AccountActor, Actor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { wechatIndexOf } from '../queries'

const subjectOf = (subjectId: string) => ({ subjectType: 'account', subjectId })

/**
 * Links a WeChat user to an account, for sign-ins by `wechatCode`. One user ↔ one account: an earlier link of either is
 * removed. To be called only by a command that has just verified the account's password or code.
 * @param openid from `wechatOpenid`, requested before the transaction
 */
export async function linkWechat(tx: Tx, actor: Actor, accountId: string, openid: string): Promise<void> {
  const wechatIndex = wechatIndexOf(openid)
  // Serialises concurrent links of one person.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${wechatIndex}, 0))`
  const holder = await tx.account.findUnique({ where: { wechatIndex } })
  if (holder?.id === accountId) return
  if (holder) {
    await tx.account.updateMany({ where: { id: holder.id, wechatIndex }, data: { wechatIndex: null } })
    await audit(tx, actor, {
      action: 'account.unlink-wechat',
      ...subjectOf(holder.id),
      details: { why: 'moved' },
    })
  }
  await tx.account.update({ where: { id: accountId }, data: { wechatIndex } })
  await audit(tx, actor, {
    action: 'account.link-wechat',
    ...subjectOf(accountId),
    details: { moved: holder !== null },
  })
}

/** DELETE /me/wechat: removes the WeChat link; does nothing when there is none. */
export async function unlinkWechat(actor: AccountActor): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: actor.id, wechatIndex: { not: null } },
      data: { wechatIndex: null },
    })
    if (count === 0) return
    await audit(tx, actor, {
      action: 'account.unlink-wechat',
      ...subjectOf(actor.id),
      details: { why: 'asked' },
    })
  })
}
