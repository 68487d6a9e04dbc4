import { EyeOutlined } from '@ant-design/icons'
import { Button, Dropdown, Form, Input } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { PURPOSE_LABELS, PURPOSES, type Purpose } from '@/lib/features/disclosure/schema'

export type ChosenPurpose = { purpose: Purpose; purposeText?: string }

type Props = {
  /** What is looked at: the purpose chosen there is not asked for twice. */
  subject: string
  busy: boolean
  /** False where the act has a purpose of its own. */
  asks: boolean
  onReveal: (chosen?: ChosenPurpose) => Promise<unknown>
}

/** The last choice of this tab, for the same filing or machine only. */
let last: { subject: string; chosen: ChosenPurpose } | undefined

const ITEMS = PURPOSES.map((key) => ({
  key,
  label: key === 'OTHER' ? `${PURPOSE_LABELS.OTHER}…` : PURPOSE_LABELS[key],
}))

/** 查看完整号码: two clicks where a purpose is to be recorded, one where there is only one or it has been chosen here. */
export function RevealButton({ subject, busy, asks, onReveal }: Props) {
  const [explaining, setExplaining] = useState(false)
  const reveal = (chosen: ChosenPurpose) => {
    last = { subject, chosen }
    return onReveal(chosen)
  }
  const known = last?.subject === subject ? last.chosen : undefined
  const face = { type: 'link', size: 'small', icon: <EyeOutlined />, loading: busy } as const
  if (!asks || known) {
    const title = known && `目的：${PURPOSE_LABELS[known.purpose]}`
    return (
      <Button
        {...face}
        title={title}
        onClick={() => void (known ? reveal(known) : onReveal()).catch(() => 0)}
      >
        查看完整号码
      </Button>
    )
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [{ type: 'group', key: 'why', label: '用于（会记录）', children: ITEMS }],
          onClick: ({ key }) => {
            const purpose = PURPOSES.find((each) => each === key)
            if (purpose === 'OTHER') setExplaining(true)
            else if (purpose) void reveal({ purpose }).catch(() => 0)
          },
        }}
      >
        <Button {...face}>查看完整号码</Button>
      </Dropdown>
      {explaining && (
        <FormDialog<{ purposeText: string }>
          title="查看完整号码的目的"
          okText="查看"
          initialValues={{ purposeText: '' }}
          onClose={() => setExplaining(false)}
          onSubmit={({ purposeText }) => reveal({ purpose: 'OTHER', purposeText })}
        >
          {() => (
            <Form.Item
              name="purposeText"
              label="目的说明"
              extra="会与这次查看一起记录；不要写证件号码和电话"
              rules={[{ required: true, min: 4, whitespace: true, message: '请说明目的，至少 4 个字' }]}
            >
              <Input maxLength={100} autoFocus />
            </Form.Item>
          )}
        </FormDialog>
      )}
    </>
  )
}
