import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { ActionBar } from '@/components/desk/desk-frame'
import { useConflictNotice } from '@/components/desk/use-conflict-notice'
import { FormDialog } from '@/components/ui/form-dialog'
import { isHastyEnter } from '@/components/ui/keys/hasty-enter'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { useConfirm } from '@/components/ui/use-confirm'
import { isConflict } from '@/lib/client/api-error'
import { approveChange, changeDecided, oldestWaiting, returnChange } from '@/lib/features/change/api/desk'
import { CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { filingKeys } from '@/lib/features/filing/api/desk'

const DECISION = ['change-decision']

/** 通过 or 退回; afterwards the oldest waiting change opens. */
export function ChangeDecision({ change }: { change: DeskChange }) {
  const [returning, setReturning] = useState(false)
  const client = useQueryClient()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const { mutateAsync, isPending } = useDecision(() => setReturning(false))
  const { id, version, type, actions } = change
  const passing = useRef<HTMLButtonElement>(null)
  // A single key passes nothing: it brings the focus to the button, and Enter presses it.
  useShortcuts({
    approve: actions.includes('approve') && (() => passing.current?.focus()),
    return: actions.includes('return') && (() => setReturning(true)),
  })
  if (actions.length === 0) return null

  const approve = () => approveChange(id, version)
  const done = `已通过：${CHANGE_TYPE_LABELS[type]} ${change.machine.registrationNumber}`
  // A cancellation cannot be undone, so it is confirmed.
  const onApprove = () => {
    // A second tap may come before the button is shown busy.
    if (client.isMutating({ mutationKey: DECISION }) > 0) return
    return type === 'CANCELLATION'
      ? confirm({
          title: `注销 ${change.machine.registrationNumber}？`,
          content: '注销后号码不再有效，公众查验显示“登记已注销”。',
          okText: '通过并注销',
          action: () => mutateAsync({ work: approve, done }),
        })
      : mutateAsync({ work: approve, done }).catch(
          (error: Error) => isConflict(error) || message.error(error.message, 6),
        )
  }

  return (
    <ActionBar label="审核操作">
      {actions.includes('approve') && (
        <Button
          ref={passing}
          type="primary"
          loading={isPending}
          onKeyDown={(event) => isHastyEnter(event.nativeEvent) && event.preventDefault()}
          onClick={() => void onApprove()}
        >
          {type === 'CANCELLATION' ? '通过并注销' : '通过'}
          <Kbd of="approve" />
        </Button>
      )}
      {actions.includes('return') && (
        <Button danger onClick={() => setReturning(true)}>
          退回
          <Kbd of="return" />
        </Button>
      )}
      <ReturnDialog
        open={returning}
        onClose={() => setReturning(false)}
        onReturn={(comment) =>
          mutateAsync({ work: () => returnChange(id, { version, comment }), done: '已退回机主' })
        }
      />
    </ActionBar>
  )
}

/** Runs a decision, reports it, and opens the oldest waiting change, or the list. */
function useDecision(close: () => void) {
  const router = useRouter()
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  const reportConflict = useConflictNotice()
  return useMutation({
    mutationKey: DECISION,
    mutationFn: ({ work }: { work: () => Promise<unknown>; done: string }) => work(),
    onSuccess: async (_, { done }) => {
      close()
      notification.success({ title: done, duration: 6, placement: 'topRight' })
      const next = await oldestWaiting().catch((error: Error) => error)
      if (next instanceof Error) message.error(`下一件没有打开：${next.message}`, 8)
      else if (!next) message.info('待审核的信息变更已处理完')
      router.replace(next && 'id' in next ? `/changes/${next.id}` : '/changes')
      void changeDecided(client)
      void client.invalidateQueries({ queryKey: filingKeys.counts() })
    },
    onError: async (error) => {
      if (reportConflict(error)) await changeDecided(client)
    },
  })
}

type ReturnProps = { open: boolean; onClose: () => void; onReturn: (comment: string) => Promise<unknown> }

function ReturnDialog({ open, onClose, onReturn }: ReturnProps) {
  return (
    <FormDialog<{ comment: string }>
      open={open}
      title="退回信息变更"
      okText="退回"
      danger
      width={520}
      onSubmit={({ comment }) => onReturn(comment)}
      onClose={onClose}
    >
      <Form.Item
        name="comment"
        label="退回原因（机主可见）"
        extra="写明哪一项、怎样改，机主修改后会重新申请。"
        rules={[{ required: true, whitespace: true, message: '请填写退回原因' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  )
}
