import { Alert, Form, Input, Modal, Radio } from 'antd'
import { useEffect } from 'react'
import type { DeskFiling } from '@/lib/features/filing/schema/console'

type Stage = '0' | '1' | '2' | '3' | '4' | 'D' | 'X'
export type Approval = { emissionStage: Stage; comment?: string }

/** 核定排放阶段: the suggestion stands ready, the officer confirms or corrects it. */
export function ApproveDialog({
  open,
  filing,
  stages,
  busy,
  onClose,
  onApprove,
}: {
  open: boolean
  filing: DeskFiling
  stages: Record<string, string>
  busy: boolean
  onClose: () => void
  onApprove: (approval: Approval) => void
}) {
  const [form] = Form.useForm<Approval>()
  const suggested = filing.suggestedStage
  const doubts = filing.checks.filter((check) => check.level === 'WARN')
  useEffect(() => {
    if (open) form.setFieldsValue({ emissionStage: suggested.code as Stage })
  }, [open, form, suggested.code])
  return (
    <Modal
      open={open}
      title="审核通过并发放登记号码"
      okText="确认通过"
      cancelText="取消"
      okButtonProps={{ htmlType: 'submit', form: 'approve-form', loading: busy }}
      onCancel={onClose}
      width={560}
    >
      {doubts.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`仍有 ${doubts.length} 项需留意`}
          description={doubts.map((check) => check.text).join('；')}
        />
      ) : null}
      <Form id="approve-form" form={form} layout="vertical" onFinish={onApprove} disabled={busy}>
        <Form.Item
          name="emissionStage"
          label="核定排放阶段"
          extra={`建议：${stages[suggested.code] ?? suggested.code}（${suggested.reason}）`}
          rules={[{ required: true, message: '请核定排放阶段' }]}
        >
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            options={Object.entries(stages).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="comment" label="审核备注（选填，仅内部可见）">
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
