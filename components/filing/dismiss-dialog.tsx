import { Form, Input } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import { pathLabels } from '@/lib/features/content/rules/display'
import type { AlikeOne } from '@/lib/features/filing/rules/likeness'

type Props = { match: AlikeOne; onClose: () => void; onDismiss: (reason: string) => Promise<unknown> }

/** 认定不是重复: shows what is alike, and requires the reason why it is another machine. */
export function DismissDialog({ match, onClose, onDismiss }: Props) {
  return (
    <FormDialog<{ reason: string }>
      title="认定不是重复登记"
      okText="确认认定"
      width={520}
      onSubmit={({ reason }) => onDismiss(reason)}
      onClose={onClose}
    >
      <p style={{ marginBottom: 12 }}>
        {pathLabels(match.paths)}与{' '}
        <span style={{ whiteSpace: 'nowrap' }}>{match.registrationNumber ?? '另一件申请'}</span>{' '}
        相同。认定后这一对不再列为疑点；任一方的编号变化，或再出现相同的照片，会重新提示。认定人、时间和理由会记录。
      </p>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, whitespace: true, message: '请填写认定不是重复的理由' }]}
      >
        <Input.TextArea
          rows={3}
          maxLength={500}
          showCount
          placeholder="例如：两家生产厂编号恰好相同，已核对铭牌照片"
        />
      </Form.Item>
    </FormDialog>
  )
}
