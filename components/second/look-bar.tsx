import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, Select } from 'antd'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { FormDialog } from '@/components/ui/form-dialog'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { giveSecondLookMutation } from '@/lib/features/second-look/api'
import {
  FINDING_KINDS,
  FINDING_LABELS,
  type FindingKind,
  type SecondLook,
} from '@/lib/features/second-look/schema'

/** 同意 · 发现问题: each is confirmed, since it cannot be taken back. After agreeing the queue follows; after a finding the page says where it is corrected. */
export function LookBar({ look: { filingId, result } }: { look: SecondLook }) {
  const [asked, ask] = useState<'agree' | 'finding' | null>(null)
  const router = useRouter()
  const { message } = App.useApp()
  const give = useMutation(giveSecondLookMutation(filingId))
  const open = result === null && !give.isPending
  const close = () => ask(null)
  useShortcuts({ agree: open && (() => ask('agree')), finding: open && (() => ask('finding')) })
  if (result !== null)
    return (
      <ActionBar label="复核">
        <Button type="primary" onClick={() => router.push('/queues/second-look')}>
          返回抽查复核
        </Button>
      </ActionBar>
    )
  return (
    <ActionBar label="复核">
      <Button type="primary" disabled={!open} onClick={() => ask('agree')}>
        同意原来的决定
        <Kbd of="agree" />
      </Button>
      <Button danger disabled={!open} onClick={() => ask('finding')}>
        发现问题
        <Kbd of="finding" />
      </Button>
      <ActionGap />
      <span>复核结果计入统计，不改变已发的号码</span>
      {asked === 'agree' ? (
        <FormDialog
          title="同意原来的决定"
          okText="确认同意"
          focus="ok"
          onSubmit={async () => {
            await give.mutateAsync({ result: 'AGREE' })
            message.success('已记录：同意原来的决定')
            router.push('/queues/second-look')
          }}
          onClose={close}
        >
          <p>结果记入统计，记录后不能修改。</p>
        </FormDialog>
      ) : null}
      {asked === 'finding' ? (
        <FindingDialog onClose={close} onGive={(input) => give.mutateAsync(input)} />
      ) : null}
    </ActionBar>
  )
}

type Finding = { kind: FindingKind; text: string }
type DialogProps = {
  onClose: () => void
  onGive: (input: { result: 'FINDING'; findings: Finding[] }) => Promise<unknown>
}

function FindingDialog({ onClose, onGive }: DialogProps) {
  return (
    <FormDialog<{ findings: Finding[] }>
      title="发现的问题"
      okText="记录问题"
      width={640}
      initialValues={{ findings: [{}] as Finding[] }}
      onSubmit={({ findings }) => onGive({ result: 'FINDING', findings })}
      onClose={onClose}
    >
      <Form.List name="findings">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key}>
                <Form.Item
                  name={[name, 'kind']}
                  label="所涉核对"
                  rules={[{ required: true, message: '请选择所涉核对' }]}
                >
                  <Select
                    aria-label={`第 ${name + 1} 个问题的所涉核对`}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={FINDING_KINDS.map((value) => ({ value, label: FINDING_LABELS[value] }))}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, 'text']}
                  label="问题"
                  rules={[{ required: true, whitespace: true, message: '请写明发现的问题' }]}
                >
                  <Input.TextArea rows={2} maxLength={500} showCount />
                </Form.Item>
                {fields.length > 1 ? (
                  <Button size="small" onClick={() => remove(name)}>
                    去掉这一个
                  </Button>
                ) : null}
              </div>
            ))}
            <Button size="small" disabled={fields.length >= 20} onClick={() => add()}>
              再写一个问题
            </Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  )
}
