import { Form, Input } from 'antd'
import { ADVERSE_ACT_LABELS, ADVERSE_ACTS } from '@/lib/features/setting/schema/adverse-acts'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Fields = SettingValue<'adverse-acts'>

/** What owners are told beside the reasons of each adverse act. */
export function AdverseActsForm({ value, onSave }: RuleFormProps<Fields>) {
  const [form] = Form.useForm<Fields>()
  return (
    <RuleForm<Fields> form={form} initialValues={value} onSave={onSave}>
      <p style={{ marginTop: 0 }}>
        随决定一并告知机主，文字由本单位拟定；留空的不显示。已作出的决定不受修改影响。
      </p>
      {ADVERSE_ACTS.map((act) => (
        <fieldset key={act} style={{ border: 0, margin: 0, padding: 0 }}>
          <legend style={{ fontWeight: 600 }}>{ADVERSE_ACT_LABELS[act]}</legend>
          <Form.Item name={[act, 'basis']} label="法律依据">
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} />
          </Form.Item>
          <Form.Item name={[act, 'remedies']} label="救济途径">
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} />
          </Form.Item>
        </fieldset>
      ))}
    </RuleForm>
  )
}
