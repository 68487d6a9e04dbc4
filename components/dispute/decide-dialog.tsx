import { useMutation } from '@tanstack/react-query'
import { App, Form, Input, Radio } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import { Compared, LastFour } from '@/components/ui/original-fields'
import { decideDisputeMutation } from '@/lib/features/dispute/api'
import type { OfficeDispute } from '@/lib/features/dispute/schema'

type Fields = { upheld: boolean; idTail?: string; answer: string }

/** What the decision does, to whom, before it is given. */
export function DecideDialog({ dispute, onClose }: { dispute: OfficeDispute; onClose: () => void }) {
  const decide = useMutation(decideDisputeMutation)
  const { message } = App.useApp()
  const { id, claimant, holder } = dispute
  const { machines, filings } = holder
  async function submit({ upheld, idTail, answer }: Fields) {
    const after = await decide.mutateAsync({
      id,
      upheld,
      answer,
      machines,
      filings,
      idTail: upheld ? idTail : undefined,
    })
    const done = after.pendingAct ? '已提出认定，等待第二人确认' : `号码现归“${claimant.name}”`
    message.success(upheld ? done : '申诉未予认定')
  }
  return (
    <FormDialog<Fields>
      title={`决定“${claimant.name}”的申诉`}
      okText="提交决定"
      danger
      onClose={onClose}
      onSubmit={submit}
    >
      {() => (
        <>
          <p style={{ marginBottom: 12 }}>
            认定后：账号“<strong>{holder.name}</strong>”（{holder.phoneMasked}
            ）失去该号码和身份核验，不能再提交登记；以该号码登记的 <strong>{machines}</strong> 台机械、
            <strong>{filings}</strong> 份已提交的登记归“<strong>{claimant.name}</strong>”（
            {claimant.phoneMasked}），其身份随即核验。不能撤回。规则要求第二人确认的，确认后才生效。
          </p>
          <Form.Item name="upheld" label="决定" rules={[{ required: true, message: '请选择是否认定' }]}>
            <Radio.Group
              options={[
                { value: true, label: '认定：号码属于申诉人' },
                { value: false, label: '不予认定' },
              ]}
            />
          </Form.Item>
          <Original label={claimant.documentLabel} />
          <Form.Item
            name="answer"
            label="理由"
            extra="双方都会看到；不要写证件号码和手机号"
            rules={[{ required: true, min: 4, whitespace: true, message: '请填写理由，至少 4 个字' }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </>
      )}
    </FormDialog>
  )
}

function Original({ label }: { label: string }) {
  if (Form.useWatch('upheld') !== true) return null
  return (
    <>
      <LastFour label={`申诉人的${label}后四位（看证件原件填写）`} />
      <Compared>已核对申诉人的{label}原件，与申诉的姓名（名称）和号码一致</Compared>
    </>
  )
}
