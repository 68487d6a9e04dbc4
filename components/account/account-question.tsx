import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Confirm } from '@/components/mobile/confirm'
import { accountKeys, signOut, signOutEverywhere, unlinkWechat } from '@/lib/features/account/api'
import { useEntry } from './use-entry'

export type Question = 'leave' | 'leaveEverywhere' | 'unlink'

const QUESTIONS: Record<Question, { title: string; act: string; text: string }> = {
  leave: { title: '退出登录？', act: '退出', text: '只退出这台设备上的登录，其他设备不受影响。' },
  leaveEverywhere: {
    title: '退出所有设备？',
    act: '全部退出',
    text: '所有手机和浏览器上的登录都会结束，包括这一台。微信关联不会解除。',
  },
  unlink: {
    title: '解除微信关联？',
    act: '解除',
    text: '解除后，在小程序里需要先用手机号登录一次才能再用微信登录。',
  },
}

const ANYBODY = () => true
const phoneData = () => import('./phone-data')

/** Asks before signing out or unlinking; signing out deletes what is stored on this phone, and says what would be lost. */
export function AccountQuestion({ question, onClose }: { question: Question; onClose: () => void }) {
  const queryClient = useQueryClient()
  const enter = useEntry()
  const leaving = question !== 'unlink'
  const {
    data: unsent,
    isPending,
    isError,
  } = useQuery({
    queryKey: ['unsent-on-phone'],
    queryFn: async () => {
      const { unsentOnPhone, unsentText } = await phoneData()
      return unsentText(await unsentOnPhone(ANYBODY))
    },
    enabled: leaving,
    networkMode: 'always',
    gcTime: 0,
  })
  const { title, act, text } = QUESTIONS[question]

  async function run() {
    if (!leaving) {
      await unlinkWechat()
      return queryClient.invalidateQueries({ queryKey: accountKeys.me() })
    }
    const { forgetOnPhone } = await phoneData()
    const forget = () => forgetOnPhone(ANYBODY)
    await (question === 'leave' ? signOut(forget) : signOutEverywhere(forget))
    enter('/m')
  }

  if (leaving && isPending) return null
  return (
    <Confirm
      title={title}
      act={unsent ? `删除并${act}` : act}
      danger={question !== 'leave' || Boolean(unsent)}
      // Signing in again undoes it, where nothing is deleted.
      light={question === 'leave' && !unsent && !isError}
      onAct={run}
      onClose={onClose}
    >
      <p>{text}</p>
      {unsent ? (
        <p>
          本机还有{unsent}
          没有传到服务器，退出后从本机删除，不能恢复。要保留，请先取消，联网打开它，看到“已保存”或提交后再退出。
        </p>
      ) : null}
      {isError ? <p>没能检查本机是否还有没有传到服务器的内容；如果有，退出后会丢失。</p> : null}
    </Confirm>
  )
}
