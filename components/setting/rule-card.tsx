'use client'

import { useMutation } from '@tanstack/react-query'
import { App, Button, Card, Tag } from 'antd'
import type { ComponentType } from 'react'
import { useConfirm } from '@/components/ui/use-confirm'
import { previewDeadlines } from '@/lib/features/filing/api/deadlines'
import { type DeadlineMoves, deadlineSettingKey } from '@/lib/features/filing/schema/deadline'
import { setRuleMutation } from '@/lib/features/setting/api'
import { SETTINGS, type SettingKey, type SettingValue } from '@/lib/features/setting/schema/settings'
import { DeadlineMovesText } from './deadline-moves'

export type RuleFormProps<V> = {
  value: V
  /** Rejects with the server's faults. */
  onSave: (value: V) => Promise<void>
}
type Props<K extends SettingKey> = {
  ruleKey: K
  value: SettingValue<K>
  /** The division whose setting applies; null: the system default. */
  setBy: string | null
  area: string
  form: ComponentType<RuleFormProps<SettingValue<K>>>
}

/** One rule: the origin of its value, its form, and a button to restore the inherited value. */
export function RuleCard<K extends SettingKey>({ ruleKey, value, setBy, area, form: RuleForm }: Props<K>) {
  const confirm = useConfirm()
  const { message } = App.useApp()
  const own = setBy === area
  const { label } = SETTINGS[ruleKey]

  const set = useMutation(setRuleMutation(ruleKey))
  const save = async (next: SettingValue<K>) => {
    await set.mutateAsync(next)
    message.success(`${label}已保存`)
  }
  const preview = useMutation({
    mutationFn: async () => {
      const deadline = deadlineSettingKey.safeParse(ruleKey)
      return deadline.success ? previewDeadlines(deadline.data, null) : null
    },
    onError: (error) => void message.error(error.message),
    onSuccess: (moves) => askToClear(moves),
  })
  const askToClear = (moves: DeadlineMoves | null) =>
    void confirm({
      title: `取消本辖区的${label}？`,
      content: (
        <>
          <p>取消后改用上级辖区或系统默认的规则。</p>
          {moves && <DeadlineMovesText moves={moves} />}
        </>
      ),
      okText: '取消本辖区设定',
      action: () => set.mutateAsync(null),
    })

  return (
    <Card
      role="region"
      aria-label={label}
      title={label}
      extra={
        <>
          <Tag>{own ? '本辖区设定' : setBy ? `沿用上级（${setBy}）` : '系统默认'}</Tag>
          {own && (
            <Button size="small" loading={preview.isPending} onClick={() => preview.mutate()}>
              恢复沿用
            </Button>
          )}
        </>
      }
    >
      {/* A form reads its initial values once: remount it for another value. */}
      <RuleForm key={JSON.stringify(value)} value={value} onSave={save} />
    </Card>
  )
}
