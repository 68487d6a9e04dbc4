import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'

type End = {
  state: 'SENT' | 'FAILED' | 'DROPPED'
  why: string | null
  now: Date
  kind?: string
  from?: 'WAITING' | 'SENDING'
  /** The consent that was taken for it: WeChat has refused, so it still stands. */
  givenBack?: string
  /** The consent of which WeChat says that none is left. */
  emptied?: string
}

/** What became of a subscription message, with its audit row. @returns false, for whoever counts those that went out */
export async function endWechat(noticeId: string, end: End): Promise<false> {
  const { state, why, now, kind, from = 'SENDING', givenBack, emptied } = end
  await transact(async (tx) => {
    const { count } = await tx.wechatMessage.updateMany({
      where: { noticeId, state: from },
      data: { state, why, endedAt: now },
    })
    if (count !== 1) return
    if (givenBack)
      await tx.wechatConsent.updateMany({
        where: { id: givenBack, sendsLeft: { lt: MOST_CONSENTS } },
        data: { sendsLeft: { increment: 1 } },
      })
    if (emptied) await tx.wechatConsent.updateMany({ where: { id: emptied }, data: { sendsLeft: 0 } })
    await audit(tx, SYSTEM, {
      action: 'notice.wechat',
      subjectType: 'notice',
      subjectId: noticeId,
      details: {
        messageState: state,
        ...(kind ? { messageKind: kind } : {}),
        ...(why ? { failure: why } : {}),
      },
    })
  })
  return false
}

/** The database takes no more (wechat_consent_left). */
const MOST_CONSENTS = 20
