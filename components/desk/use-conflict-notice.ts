import { App } from 'antd'
import { isConflict } from '@/lib/client/api-error'

/**
 * Reports a decision that was refused because the case has changed meanwhile. The notification stays until it is closed:
 * the dialog disappears together with the actions of a case that somebody else has decided.
 * @returns a function that takes the error of a decision; true for such a refusal
 */
export function useConflictNotice(): (error: Error) => boolean {
  const { notification } = App.useApp()
  return (error) => {
    if (!isConflict(error)) return false
    notification.error({ title: `没有办理：${error.message}`, duration: 0, placement: 'topRight' })
    return true
  }
}
